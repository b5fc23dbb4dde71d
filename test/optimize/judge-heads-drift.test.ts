/** Whether what was foretold besides an order came, and when the team is told that it did not. */

import { expect, it } from 'vitest';
import type { HeadShift } from '../../src/domain/heads-report.ts';
import type { ScoreSample } from '../../src/domain/score-sample.ts';
import { sampleHeads } from '../../src/learn/heads/sample-heads.ts';
import { judgeHeadsDrift } from '../../src/optimize/judge-heads-drift.ts';
import { type HeadOutcome, judgeLiveHeads } from '../../src/optimize/judge-live-heads.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { aHeadsReport } from '../adapters/slack/a-heads-report.ts';

const CUTOFF = Date.UTC(2026, 4, 1);

/** Contacts with exponential days and amounts, of whom both are told; what is spent `factor` times too low, days `late` times too late. */
function told(contacts: number, { factor = 1, late = 1 } = {}) {
  const random = createRandom(5);
  const outcomes = new Map<string, HeadOutcome>();
  const scores = Array.from({ length: contacts }, (_, at) => {
    const meanDays = 10 + 60 * random.uniform();
    const cents = 2000 + 4000 * random.uniform();
    const days = random.exponential(meanDays);
    const ordered = Number(days < 30);
    const nextOrderDays = Math.min(days, 30);
    outcomes.set(`c${at}`, { valueCents: ordered * 2 * random.uniform() * cents, nextOrderDays, ordered });
    const by = (share: number) => -late * meanDays * Math.log(1 - share);
    const quantiles = { quarterDays: by(0.25), medianDays: by(0.5), threeQuartersDays: by(0.75) };
    const valueCents = (cents * (1 - Math.exp(-30 / meanDays))) / factor;
    return { leaves: 0.5, valueCents, nextOrder: quantiles };
  });
  const heads = sampleHeads(scores, 30);
  const run = { runId: 'r', kind: 'k', isChampion: true, probabilities: [], heads };
  const contactIds = [...outcomes.keys()];
  const sample: ScoreSample = { cutoff: CUTOFF, outcomeWindowDays: 30, contactIds, byRun: [run] };
  return { sample, outcomes };
}

function judge(contacts: number, how: Parameters<typeof told>[1] = {}) {
  const { sample, outcomes } = told(contacts, how);
  return judgeLiveHeads(sample, { outcomes, seed: 1 })!;
}
const drift = (live: ReturnType<typeof judge> | null, shifts: readonly HeadShift[] = []) =>
  judgeHeadsDrift({ live, report: { ...aHeadsReport(), shifts } });

it('finds what came for what was told around 1 where the truth was told, and off by what it was off', () => {
  const [truth, off] = [judge(4000), judge(4000, { factor: 1.6, late: 2 })];
  for (const head of [truth.value, truth.nextOrder]) {
    expect(head.cameToForetold!.low).toBeLessThan(1);
    expect(head.cameToForetold!.high).toBeGreaterThan(1);
  }
  expect(off.value.cameToForetold!.low).toBeGreaterThan(1.4);
  expect(off.nextOrder.cameToForetold!.low).toBeGreaterThan(1.25);
});

it('tells the team in words when what is spent, or the days of next orders, are off beyond chance', () => {
  expect(drift(judge(4000)).findings).toEqual([]);
  const { findings, looked } = drift(judge(4000, { factor: 1.6, late: 2 }));
  expect(findings.map(({ keys }) => keys)).toEqual([
    ['heads value calibration'],
    ['heads next order calibration'],
  ]);
  expect(findings[0]!.what).toMatch(
    /^What is spent is foretold wrongly\. Of the forecasts of 2026-05-01, within 30 days 1\.\d\d was spent for each 1 foretold \(95 % interval 1\.\d\d to 1\.\d\d; \d+ of 4000 contacts spent anything\)\.$/,
  );
  expect(findings[1]!.means).toContain('orders come earlier than the days that were told');
  expect(looked.join('\n')).toContain('Who leaves: shows 90 days later only');
  expect(drift(judge(4000, { factor: 0.5 })).findings[0]!.means).toContain('less was spent');
});

it('says not enough data of few, and of contacts that are none any more, and before a window has passed', () => {
  const { sample, outcomes } = told(4000);
  const few = judgeLiveHeads(sample, { outcomes: new Map([...outcomes].slice(0, 40)), seed: 1 })!;
  expect(few.value).toMatchObject({ contacts: 40, cameToForetold: null });
  expect(drift(few).looked.join('\n')).toMatch(/What is spent: not enough data, \d+ of 40 contacts spent/);
  expect(drift(null).looked.join('\n')).toContain('not enough data, no outcome window has passed');
  const before = { ...sample, byRun: sample.byRun.map(({ heads: _, ...run }) => run) };
  expect(judgeLiveHeads(before, { outcomes, seed: 1 })).toBeNull();
  expect(judgeHeadsDrift({ live: null, report: { missing: 'days' } })).toEqual({ findings: [], looked: [] });
});

it('tells a large shift of forecasts beyond chance, by how much, and only looks at a smaller one', () => {
  const shift = (psi: number, limit = 0.02): HeadShift => ({
    ...{ head: 'value', judgedAt: CUTOFF, psi, limit, meanThen: 1000, meanNow: 1500 },
  });
  const { findings } = drift(null, [shift(0.4)]);
  expect(findings).toMatchObject([
    {
      keys: ['heads value forecasts'],
      what: 'Forecasts of what is spent have moved: they are 50 % higher on average than those it was judged by on 2026-05-01.',
    },
  ]);
  expect(drift(null, [shift(0.2)])).toMatchObject({ findings: [] });
  expect(drift(null, [shift(0.4, 0.5)])).toMatchObject({ findings: [] });
  expect(drift(null, [shift(0.2)]).looked.at(-1)).toContain('shift 0.20; from 0.25 on');
});
