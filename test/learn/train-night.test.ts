/** Nights one after the other, each on its own test, with a champion and without. */

import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { DAY } from '../../src/domain/clock.ts';
import { trainNight } from '../../src/learn/train-night.ts';
import { judgeRuns } from '../../src/optimize/judge-runs.ts';
import { planNight } from '../../src/optimize/plan-comparison.ts';
import { openFlywheel } from '../support/open-flywheel.ts';
import { buildTrainingSet } from './build-training-set.ts';

const T0 = Date.UTC(2026, 2, 1);

it('lets the best of the night serve when the outcome window has changed, and says why', async () => {
  const { night, modelRuns } = await openNights();
  expect((await night(30)).judgement.promoted).not.toBeNull();
  const changed = await night(7, 1);
  expect(changed.trained.champion).toBeNull();
  expect(changed.judgement.promoted).toMatchObject({ outcomeWindowDays: 7, config: { program: 'test' } });
  const why = 'foretold orders within 30 days, the outcome window is 7 days now. Serves first';
  expect(changed.judgement.words).toContain(why);
  expect((await modelRuns.champion())!.reason).toContain(why);
});

it('compares with the champion a week of orders later, and says how surely; the same data do not beat themselves', async () => {
  const { night } = await openNights();
  await night(30);
  const early = await night(30, 6);
  expect([early.trained.champion === null, early.judgement.promoted]).toEqual([false, null]);
  expect(early.judgement.words).toContain('before 2026-03-08: by then there is a week of new orders');
  for (const [weeks, level] of [
    [1, '97.5'],
    [2, '99.17'],
  ] as const) {
    const { judgement, trained } = await night(30, 7 * weeks);
    expect(trained.contenders[1]!.run.config['champion']).toMatchObject({
      runId: trained.formerRunId,
      metrics: { logLoss: trained.champion!.metrics.logLoss },
    });
    expect(judgement.promoted).toBeNull();
    expect(judgement.words).toMatch(
      new RegExp(`no better than the champion, .*, ${level} % interval .*, in comparison ${weeks} since`),
    );
  }
});

/** Nights of the same facts, as if they had come so many days later. */
async function openNights() {
  const flywheel = await openFlywheel({ at: T0 });
  onTestFinished(() => flywheel.stop());
  const { modelRuns } = flywheel.app.stores;
  const kept = new Map<string, ArtifactFiles>();
  const artifacts = {
    save: async (id: string, files: ArtifactFiles) => void kept.set(id, files),
    load: async (id: string) => kept.get(id)!,
  };
  let nights = 0;
  const night = async (outcomeWindowDays: number, laterDays = 0) => {
    nights += 1;
    const [now, test] = [T0 + nights, T0 + (laterDays - 30) * DAY];
    const ports = { modelRuns, artifacts: artifacts as never, clock: { now: () => now } };
    const sets = {
      training: buildTrainingSet(600, 1),
      validation: buildTrainingSet(300, 2),
      test: buildTrainingSet(300, 3),
      hash: 'hash',
    };
    const trained = await trainNight(ports, {
      sets,
      cutoffs: { training: [T0 - 90 * DAY], validation: T0 - 60 * DAY, test },
      outcomeWindowDays,
      plan: await planNight(modelRuns, { testCutoff: test, outcomeWindowDays }),
      ...{ seed: 4, program: 'test' },
      newId: randomUUID,
    });
    return { trained, judgement: await judgeRuns(ports, trained) };
  };
  return { night, modelRuns };
}
