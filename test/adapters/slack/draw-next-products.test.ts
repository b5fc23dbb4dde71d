/** Who recommends next products is said as a marketer understands it: of what the blend is made, how good it is, since when and why. */

import { expect, it } from 'vitest';
import {
  chooseFound,
  drawNextProducts,
  type NextProductsView,
} from '../../../src/adapters/slack/draw-next-products.ts';
import type { RecommenderDecision } from '../../../src/domain/recommender-decision.ts';
import { aRecommenderDecision } from '../../db/a-recommender-decision.ts';
import { taken } from '../../support/taken.ts';

const SINCE = { runId: 'r', at: Date.UTC(2026, 2, 3) };
const FOUND = {
  contacts: 1220,
  hitRate: { estimate: 0.31, low: 0.28, high: 0.34 },
  popularityHitRate: { estimate: 0.2, low: 0.18, high: 0.23 },
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
    'Recommended by a blend: what customers went on to from the same products 80 %, what is popular with everybody 20 %, since 3 Mar 2026. The night decided so on 9 Mar 2026: it finds more. Learnt on',
  );
  expect(words).toContain('from 1,234 contacts who met 63 products 20,000 times, by version 0.1.0+12345678.');
  expect(words).toContain(
    'in the top ten for 31.0 % of 1,220 contacts (95 % interval 28.0 % to 34.0 %), the most popular ten alone 20.0 %',
  );
  expect(words).not.toContain('Bring back');
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
  const last = decided({ reason: 'no blend finds more' }, { weights: { popularity: 1 } });
  expect(wordsOf({ last })).toContain('Everybody is recommended *what is popular* and not ordered yet');
  expect(wordsOf({ last })).toContain('no blend finds more.');
});

it('says who brought back what served before, with the figures of that, and offers what can come back', () => {
  const metrics = {
    ...FOUND,
    ndcg: 0,
    popularityNdcg: 0,
    likeliestHitRate: FOUND.hitRate,
    shownHitRate: FOUND.hitRate,
  };
  const last = decided({ actor: 'U1', reason: 'odd lists', backTo: 1 }, { metrics });
  const words = wordsOf({ last, previous: { ...decided({ at: SINCE.at }), number: 2 } });
  expect(words).toContain('<@U1> brought back who recommended next products before: odd lists.');
  expect(words).toContain('Bring back who recommended next products on 3 Mar 2026');
  expect(chooseFound(last, null)).toBe(metrics);
  expect(chooseFound(decided(), FOUND)).toBe(FOUND);
  expect(chooseFound(null, FOUND)).toBe(FOUND);
});
