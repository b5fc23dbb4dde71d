/** Who recommends next products is said as a marketer understands it: of what the blend is made, how good it is, since when and why. */

import { expect, it } from 'vitest';
import {
  chooseFound,
  drawNextProducts,
  type NextProductsView,
} from '../../../src/adapters/slack/draw-next-products.ts';
import { drawNotice } from '../../../src/adapters/slack/draw-notice.ts';
import type { RecommenderDecision } from '../../../src/domain/recommender-decision.ts';
import { aRecommenderDecision } from '../../db/a-recommender-decision.ts';
import { taken } from '../../support/taken.ts';

const SINCE = { runId: 'r', at: Date.UTC(2026, 2, 3) };
const FOUND = {
  contacts: 1220,
  hitRate: { estimate: 0.31, low: 0.28, high: 0.34 },
  popularityHitRate: { estimate: 0.2, low: 0.18, high: 0.23 },
};
const METRICS = {
  ...FOUND,
  ndcg: 0,
  popularityNdcg: 0,
  likeliestHitRate: FOUND.hitRate,
  shownHitRate: FOUND.hitRate,
};
const decided = (...changes: Parameters<typeof aRecommenderDecision>): RecommenderDecision => ({
  ...aRecommenderDecision(...changes),
  number: 4,
});
const wordsOf = (view: Partial<NextProductsView>) =>
  JSON.stringify(
    taken({
      text: 'Models',
      blocks: drawNextProducts({ found: null, live: null, last: null, previous: null, ...view }),
    }).blocks,
  );

it('says the parts of the blend with their shares, how well it finds, since when, and who decided why', () => {
  const words = wordsOf({ found: FOUND, last: decided({ at: Date.UTC(2026, 2, 9) }, { since: SINCE }) });
  expect(words).toContain(
    'Since 3 Mar 2026 next products are recommended by a blend of methods: 80 % what customers went on to from the same products; 20 % what is popular with everybody. The night decided so on 9 Mar 2026 (it finds more). Learnt on',
  );
  expect(words).toContain('from 1,234 contacts who met 63 products 20,000 times, by version 0.1.0+12345678.');
  expect(words).toContain(
    'in the top ten for 31.0 % of 1,220 contacts (95 % interval 28.0 % to 34.0 %), the most popular ten alone 20.0 %',
  );
  expect(words).not.toContain('Bring back');
});

it('says why in one sentence, with days as everywhere', () => {
  const reason = 'the blend of 2026-03-03 is learnt anew: none is compared with it before 2026-03-10.';
  const words = wordsOf({ last: decided({ at: Date.UTC(2026, 2, 9), reason }) });
  expect(words).toContain(
    'The night decided so on 9 Mar 2026 (the blend of 3 Mar 2026 is learnt anew: none is compared with it before 10 Mar 2026). Learnt',
  );
});

it('says what contacts then ordered, beside what was popular, and that e-mails may have helped', () => {
  const live = {
    ...{ cutoff: SINCE.at, outcomeWindowDays: 14, contacts: 312 },
    ...{ hitRate: FOUND.hitRate, popularHitRate: FOUND.popularityHitRate },
  };
  expect(wordsOf({ live })).toContain(
    'of 312 contacts who ordered something new to them within 14 days of 3 Mar 2026, 31.0 % (95 % interval 28.0 % to 34.0 %) ordered one of the five recommended to them then, and 20.0 % (95 % interval 18.0 % to 23.0 %) one of the five most popular that they did not have. E-mails show what is recommended, which may have helped.',
  );
});

it('says that everybody is recommended what is popular, and why', () => {
  const serves = { weights: { popularity: 1 }, since: SINCE };
  const said = (metrics: typeof METRICS | null) =>
    wordsOf({ last: decided({ reason: 'no blend finds more' }, { ...serves, metrics }) });
  const everybody = 'Since 3 Mar 2026 everybody is recommended *what is popular* and not ordered yet';
  expect(said(METRICS)).toContain(`${everybody}: nothing was found to be better. The night decided`);
  expect(said(METRICS)).toContain('(no blend finds more).');
  expect(said(null)).toContain(`${everybody}: too little is known yet to find better. The night decided`);
});

it('says who brought back what served before, with the figures of that, and offers what can come back', () => {
  const chosen = {
    actor: 'U1',
    reason: `${'odd '.repeat(60)}lists\n& colours.`,
    backTo: 1,
    at: Date.UTC(2026, 2, 20),
  };
  const last = decided(chosen, { metrics: METRICS, since: SINCE });
  const words = wordsOf({ last, previous: { ...decided({ at: SINCE.at }), number: 2 } });
  expect(words).toContain(
    `<@U1> brought back who recommended next products before: ${'odd '.repeat(60)}lists &amp; colours. They go on`,
  );
  expect(words).toContain('Since 20 Mar 2026 next products are recommended by a blend');
  expect(words.match(/lists &amp; colours/g)).toHaveLength(1);
  expect(words).toContain('Bring back who recommended next products on 3 Mar 2026');
  expect(chooseFound(last, null)).toBe(METRICS);
  expect(chooseFound(decided(), FOUND)).toBe(FOUND);
  expect(chooseFound(null, FOUND)).toBe(FOUND);
});

it('is told in the morning as what else is new', () => {
  const besidesNews = 'Next products are from now on recommended by another blend of methods.';
  const digest = { champion: null, decision: '', contacts: 9, strategies: [], proposed: [], besidesNews };
  const { blocks } = taken(drawNotice({ kind: 'digest', digest }));
  expect(JSON.stringify(blocks)).toContain(`*Also new*\\n${besidesNews}`);
});
