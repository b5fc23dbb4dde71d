/** What one night changed besides an order makes one morning news, and not the next one. */

import { expect, it, vi } from 'vitest';
import { nightly } from '../../jobs/nightly.ts';
import { claimByHand, type JobReport, runClaimed } from '../../jobs/run-job.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import type { ServingHeads } from '../../src/domain/heads-decision.ts';
import { aHeadsDecision } from '../db/a-heads-decision.ts';
import { aRecommenderDecision } from '../db/a-recommender-decision.ts';
import { T0 } from '../db/builders.ts';
import { openApp } from '../support/open-app.ts';

const FIRST: ServingHeads = { leaves: { runId: 'night-0', kind: 'logistic-regression' } };
const ANEW: ServingHeads = { leaves: { runId: 'night-1', kind: 'logistic-regression' } };
const OTHER: ServingHeads = { leaves: { runId: 'night-2', kind: 'heads-network' } };

it('is told once, and by the next night where the one that decided was ended before it could tell', async () => {
  const { app, night } = await openNights();
  const { headsDecisions, recommenderDecisions } = app.stores;
  const since = { runId: 'night-0', at: T0 };
  const heads = (at: number, serves: ServingHeads, former: number | null) =>
    headsDecisions.add(aHeadsDecision({ at, serves }), former);
  const blend = (at: number, runId: string, former: number | null) =>
    recommenderDecisions.add(aRecommenderDecision({ at }, { runId, since }), former);
  const begins = async (at: number) => {
    await heads(at, FIRST, null);
    await blend(at, 'night-0', null);
  };
  const learnsAnew = async (at: number) => {
    await heads(at, ANEW, 1);
    await blend(at, 'night-1', 1);
  };
  const changes = async (at: number) => {
    await heads(at, OTHER, 2);
    throw new Error('ended');
  };
  expect(await night(0, begins)).toMatchObject({ ok: true, quietMornings: 0 });
  expect(await night(1, learnsAnew)).toMatchObject({ ok: true, quietMornings: 1 });
  expect(await night(2, changes)).toMatchObject({ ok: false, error: 'ended' });
  expect(await night(3)).toMatchObject({ ok: true, quietMornings: 0 });
  expect(await night(4)).toMatchObject({ ok: true, quietMornings: 1 });
});

/** Of a shop that nothing has arrived of. Each decides what it is told to: a minute after it began, a minute before it ends. */
async function openNights() {
  const { app, setTime } = await openApp({ on: 'SQLite', at: T0 });
  const turned = await app.turn();
  const context = { say: () => undefined, signal: new AbortController().signal };
  const night = async (
    day: number,
    decide: (at: number) => Promise<void> = async () => undefined,
  ): Promise<JobReport> => {
    const at = T0 + day * DAY;
    setTime(at);
    const turning = vi.spyOn(app, 'turn').mockImplementation(async () => {
      await decide(at + MINUTE);
      setTime(at + 2 * MINUTE);
      return turned;
    });
    const report = await runClaimed(app, nightly, { ...(await claimByHand(app, 'nightly')), context });
    turning.mockRestore();
    return report;
  };
  return { app, night };
}
