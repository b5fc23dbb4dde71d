import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { DAY } from '../../src/domain/clock.ts';
import { trainNight } from '../../src/learn/train-night.ts';
import { judgeRuns } from '../../src/optimize/judge-runs.ts';
import { openFlywheel } from '../support/open-flywheel.ts';
import { buildTrainingSet } from './build-training-set.ts';

const T0 = Date.UTC(2026, 2, 1);

it('lets the best of the night serve when the outcome window has changed, and says why', async () => {
  const flywheel = await openFlywheel({ at: T0 });
  const { modelRuns } = flywheel.app.stores;
  const kept = new Map<string, ArtifactFiles>();
  const artifacts = {
    save: async (id: string, files: ArtifactFiles) => void kept.set(id, files),
    load: async (id: string) => kept.get(id)!,
  };
  const night = async (outcomeWindowDays: number) => {
    const sets = {
      training: buildTrainingSet(600, 1),
      validation: buildTrainingSet(300, 2),
      test: buildTrainingSet(300, 3),
      hash: 'hash',
    };
    const trained = await trainNight(
      { modelRuns, artifacts: artifacts as never, clock: flywheel.app.clock },
      {
        sets,
        cutoffs: { training: [T0 - 90 * DAY], validation: T0 - 60 * DAY, test: T0 - 30 * DAY },
        outcomeWindowDays,
        seed: 4,
        newId: randomUUID,
      },
    );
    return { trained, judgement: await judgeRuns({ modelRuns, clock: flywheel.app.clock }, trained) };
  };
  try {
    expect((await night(30)).judgement.promoted).not.toBeNull();
    // The same data give the same models, which do not beat themselves.
    const same = await night(30);
    expect([same.trained.champion === null, same.judgement.promoted]).toEqual([false, null]);
    const changed = await night(7);
    expect(changed.trained.champion).toBeNull();
    expect(changed.judgement.promoted).toMatchObject({ outcomeWindowDays: 7 });
    const why = 'foretold orders within 30 days, the outcome window is 7 days now. Serves first';
    expect(changed.judgement.words).toContain(why);
    expect((await modelRuns.champion())!.reason).toContain(why);
  } finally {
    await flywheel.stop();
  }
}, 120_000);
