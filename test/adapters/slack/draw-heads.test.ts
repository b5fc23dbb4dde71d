/** What is said of who leaves, what is spent and when the next order comes: each figure beside the base rate, and nothing that is not better. */

import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/adapters/slack/card.ts';
import { drawDecisionTrail } from '../../../src/adapters/slack/draw-decision-trail.ts';
import { drawHeads } from '../../../src/adapters/slack/draw-heads.ts';
import { drawOutlook } from '../../../src/adapters/slack/draw-outlook.ts';
import type { HeadsDecision } from '../../../src/domain/heads-decision.ts';
import type { HeadsReport } from '../../../src/domain/heads-report.ts';
import { aHeadsDecision } from '../../db/a-heads-decision.ts';
import { aModelRun, T0 } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aHeadsReport, headScores } from './a-heads-report.ts';
import { contactCard } from './draw-contact-card.ts';

const wordsOf = ({ blocks }: Pick<Card, 'blocks'>) =>
  JSON.stringify(blocks).replaceAll('\\n', '\n').replaceAll('\\"', '"');
const drawn = (report: Parameters<typeof drawHeads>[0]) =>
  wordsOf(taken({ text: 'Models', blocks: drawHeads(report) }));

describe('/model, besides an order', () => {
  it('says one line a head: who serves it, beside the base rate and the simple ways', () => {
    const words = drawn(aHeadsReport());
    expect(words).toContain(
      '• *Who leaves* (43.0 % of 1,000 former buyers did): by the *logistic regression*, log loss 0.589 (base rate 0.686, network 0.591); ranks who leaves above who stays in 74 of 100 pairs (50 is chance); 1.28 left for each 1 foretold (95 % interval 1.08 to 1.52).',
    );
    expect(words).toContain(
      '• *What is spent* (28.1 % of 1,000 contacts spent anything within 30 days): by the *network*, Tweedie deviance 441 (base rate 754, purchase rhythm 461); normalised Gini 0.76 (0 is chance); 1.28 was spent for each 1 foretold (95 % interval 1.08 to 1.52).',
    );
    expect(words).toContain(
      '• *When the next order comes* is not shown: nothing is better than the base rate.',
    );
    expect(words).toContain(
      'Leaving is: ordered before, and not within 90 days, which is three times the usual 28 days',
    );
  });

  it('says who served before and goes on, or what took its place, and of what it was learnt', () => {
    const report = aHeadsReport();
    const [leaves, value, next] = report.verdicts;
    const former = { ...leaves!.rungs[1]!, loss: 0.577, trainedAt: T0 };
    const words = drawn({
      ...report,
      verdicts: [
        { ...leaves!, former, stays: true, why: 'of 2026-01-01: nothing of tonight is better beyond chance' },
        { ...value!, former: { ...value!.rungs[2]!, trainedAt: T0 }, why: 'learnt anew' },
        next!,
      ],
      lineage: {
        ...{ runId: 'r', trainedAt: T0, seed: 7, trainCutoff: T0, testCutoff: T0, features: 41 },
        ...{ outcomeWindowDays: 30, horizonDays: 90, trainingSetHash: '0a' },
        rows: { training: 15_050, validation: 3684, test: 3412 },
      },
    });
    expect(words).toContain(
      'by the *logistic regression*, log loss 0.577 (base rate 0.686, logistic regression learnt anew 0.589, network 0.591)',
    );
    expect(words).toContain('Why: of 2026-01-01: nothing of tonight is better beyond chance.');
    expect(words).toContain('95 % interval 1.08 to 1.52). Why: learnt anew.');
    expect(words).toContain("Tonight's were learnt with seed 7 from 15,050 rows of 41 features until");
  });

  it('says who brought back what served before, and offers it', () => {
    const trail = (last: Partial<HeadsDecision>) =>
      wordsOf(
        taken({
          text: 'Models',
          blocks: drawDecisionTrail('heads', {
            last: { ...aHeadsDecision(), number: 5, ...last },
            previous: { ...aHeadsDecision({ at: Date.UTC(2026, 0, 5) }), number: 3 },
          }),
        }),
      );
    expect(trail({ actor: 'U1', reason: 'odd dates' })).toContain(
      '<@U1> brought back who foretold these before: odd dates. They serve until a test begins after that.',
    );
    expect(trail({})).not.toContain('brought back');
    expect(trail({})).toContain('Bring back who foretold these on 5 Jan 2026');
    expect(drawDecisionTrail('heads', { last: null, previous: null })).toEqual([]);
  });

  it('says what is missing, and nothing before a night has looked', () => {
    expect(drawn({ missing: 'It takes 210 days.' })).toContain('not enough data. It takes 210 days.');
    expect(drawHeads(null)).toEqual([]);
  });
});

describe("a contact's card, besides an order", () => {
  const report: HeadsReport = aHeadsReport();
  const outlook = { orders: 1, valueCents: 100, expectedCents: 777, next: null };
  const fieldsOf = (scores: ReturnType<typeof headScores> | null) =>
    wordsOf({
      blocks: [
        drawOutlook(outlook, {
          ...{ asOf: T0, currency: 'EUR', outcomeWindowDays: 30 },
          heads: scores && { scores, report, broughtBackAt: null },
        }),
      ],
    });

  it('says the dates by which such contacts have ordered, the mean of what they spend, and the risk beside the usual one', () => {
    const words = fieldsOf(headScores());
    const day = (days: number) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
        T0 + days * 86_400_000,
      );
    expect(words).toContain(
      `${day(10)}: half of such contacts have ordered by then, three in four after ${day(90)}`,
    );
    expect(words).toContain(
      '€123: what such contacts spend on average, with and without an order; in the test they spent 28.0 % more than that',
    );
    expect(words).toContain(
      '*Risk of leaving*\n31.0 % likely not to order within 90 days; of all former buyers in the test 43.0 % did not',
    );
    const late = { quarterDays: 60, medianDays: null, threeQuartersDays: null };
    expect(fieldsOf(headScores({ nextOrder: late }))).toContain(
      `after ${day(90)}, more likely than not; one in four such contacts has ordered by ${day(60)}`,
    );
  });

  it('falls back to the own rhythm and the mean of the own orders where nothing better is foretold', () => {
    for (const scores of [null, headScores({ leaves: null, valueCents: null, nextOrder: null })]) {
      const words = fieldsOf(scores);
      expect(words).toContain('€7.77: the probability times the mean of the own orders');
      expect(words).toContain('not enough data: orders on two days are needed for a rhythm');
      expect(words).not.toContain('Risk of leaving');
    }
  });

  it('says below by what, and how good that is beside the base rate', () => {
    expect(wordsOf(contactCard('Ann', aModelRun('r1')))).toContain(
      'Foretold besides an order, and by how much less that was off in the test than saying the same of everybody: who leaves by the logistic regression (14.2 % less), what is spent by the network (41.5 % less). `/model`',
    );
  });
});
