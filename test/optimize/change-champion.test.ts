/** A person's change of the champion, and what a night makes of it. */

import { expect, it } from 'vitest';
import { createModelRunStore } from '../../db/stores/model-run-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { ModelRun } from '../../src/domain/model-run.ts';
import { AppError } from '../../src/errors.ts';
import { createChampions } from '../../src/optimize/change-champion.ts';
import { judgeRuns } from '../../src/optimize/judge-runs.ts';
import { aModelDecision, aModelRun, T0 } from '../db/builders.ts';
import { describeOnEachDatabase } from '../db/open-test-database.ts';

const FEATURES = aModelRun('any').features;
const WINDOW = aModelRun('any').outcomeWindowDays;
const BETTER = { estimate: -0.02, low: -0.03, high: -0.01, level: 0.95 };
const PLAN = {
  comparisons: { championId: 'a', count: 1, testCutoff: T0 },
  ...{ chance: 0.025, nextAt: T0 },
};

describeOnEachDatabase('changing the champion', (stage) => {
  /** Champions that took over in this order; of those in `gone` the files are lost. */
  async function open(ids: readonly string[], changes: Readonly<Record<string, Partial<ModelRun>>> = {}) {
    const modelRuns = createModelRunStore(stage.parts());
    await modelRuns.add([...ids, 'x'].map((id, n) => aModelRun(id, { trainedAt: T0 + n, ...changes[id] })));
    for (const [n, id] of ids.entries()) await modelRuns.promote(aModelDecision(id, ids[n - 1] ?? null));
    const gone = new Set<string>();
    const artifacts = {
      async load(id: string) {
        if (gone.has(id)) throw new AppError('not_found', 'gone');
        return {};
      },
    };
    const clock = { now: () => T0 + 10 * DAY };
    const champions = createChampions({
      ...{ modelRuns, artifacts, clock },
      outcomeWindowDays: WINDOW,
      featureNames: FEATURES,
    });
    const rollBack = () =>
      champions.change({ action: 'roll back', runId: null, actor: 'U1', reason: 'worse live' });
    return { modelRuns, champions, rollBack, gone, clock };
  }

  it('rolls back one champion after the other, and never forward', async () => {
    const { modelRuns, champions, rollBack } = await open(['a', 'b', 'c']);
    expect(await champions.previous()).toMatchObject({ id: 'b' });
    expect(await rollBack()).toMatchObject({ kind: 'changed', champion: { id: 'b' }, former: { id: 'c' } });
    expect(await rollBack()).toMatchObject({ champion: { id: 'a' } });
    expect(await champions.previous()).toBeNull();
    await expect(rollBack()).rejects.toMatchObject({ code: 'not_found' });
    expect(await modelRuns.champion()).toMatchObject({ id: 'a', reason: 'worse live' });
    const [last] = await modelRuns.decisions(1);
    expect(last).toMatchObject({ action: 'roll back', actor: 'U1', runId: 'a', formerRunId: 'b' });
  });

  it('passes over former champions that cannot serve any more', async () => {
    const { champions, rollBack, gone } = await open(['a', 'b', 'c', 'd'], {
      b: { outcomeWindowDays: WINDOW + 1 },
      c: { features: ['no longer measured'] },
    });
    expect(await champions.previous()).toMatchObject({ id: 'a' });
    gone.add('a');
    await expect(rollBack()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds the newest that had served before the trail was kept', async () => {
    const { champions } = await open([]);
    const modelRuns = createModelRunStore(stage.parts());
    await modelRuns.add([
      aModelRun('old', { state: 'retired', trainedAt: T0 - 2 }),
      aModelRun('former', { state: 'retired', trainedAt: T0 - 1 }),
      aModelRun('now', { state: 'champion' }),
    ]);
    expect(await champions.previous()).toMatchObject({ id: 'former' });
  });

  it('promotes a challenger, and says why it does not where it cannot', async () => {
    const { modelRuns, champions, gone } = await open(['a', 'b']);
    const promote = (runId: string) =>
      champions.change({ action: 'promote', runId, actor: 'operator', reason: 'to try it' });
    await expect(promote('b')).rejects.toMatchObject({ code: 'conflict' });
    await expect(promote('none')).rejects.toMatchObject({ code: 'not_found' });
    gone.add('x');
    await expect(promote('x')).rejects.toThrow('is not kept any more');
    gone.clear();
    await expect(promote('none')).rejects.toThrow('last night are: logistic-regression');
    expect(await promote('logistic-regression')).toMatchObject({
      kind: 'changed',
      champion: { id: 'x' },
      former: { id: 'b' },
    });
    await modelRuns.add([aModelRun('y', { state: 'refused' })]);
    await expect(promote('y')).rejects.toThrow('was refused');
  });

  it('changes nothing for who looked before another decided, and says who that was', async () => {
    const { modelRuns, champions, rollBack } = await open(['a', 'b']);
    await rollBack();
    const late = await champions.change({
      ...{ action: 'promote', runId: 'x', seenRunId: 'b' },
      ...{ actor: 'U2', reason: 'x' },
    });
    expect(late).toMatchObject({ kind: 'already', decision: { actor: 'U1', action: 'roll back' } });
    expect(await modelRuns.champion()).toMatchObject({ id: 'a' });
  });

  it('lets one of two decide who click at the same moment', async () => {
    const { modelRuns, champions } = await open(['a', 'b']);
    const both = await Promise.allSettled(
      ['U1', 'U2'].map((actor) =>
        champions.change({ action: 'promote', runId: 'x', seenRunId: 'b', actor, reason: 'now' }),
      ),
    );
    const kinds = both.map((one) => (one.status === 'fulfilled' ? one.value.kind : one.reason.code));
    expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(1);
    expect((await modelRuns.decisions(9)).filter(({ actor }) => actor !== 'flywheel')).toHaveLength(1);
  });

  it('is not taken back by a night before orders of a whole window after it are known, and then is', async () => {
    const { modelRuns, clock, rollBack } = await open(['a', 'b']);
    await rollBack();
    const night = async (id: string, testCutoff: number) => {
      const run = aModelRun(id, { testCutoff });
      await modelRuns.add([run]);
      return judgeRuns(
        { modelRuns, clock },
        {
          contenders: [{ run, againstBaseline: null, comparison: BETTER }],
          champion: { kind: 'logistic-regression', metrics: run.metrics },
          formerRunId: 'a',
          setAside: null,
          plan: PLAN,
        },
      );
    };
    const early = await night('early', T0 + 10 * DAY - 1);
    expect(early.promoted).toBeNull();
    expect(early.words).toContain('a person chose the champion on 2026-01-15 (“worse live”)');
    expect(await modelRuns.get('early')).toMatchObject({ state: 'challenger', reason: early.words });
    expect((await night('late', T0 + 10 * DAY)).promoted).toMatchObject({ id: 'late' });
    expect(await modelRuns.champion()).toMatchObject({ id: 'late' });
  });

  it('stands when it was made while a night judged by the former champion', async () => {
    const { modelRuns, clock, rollBack } = await open(['a', 'b']);
    const run = aModelRun('night');
    await modelRuns.add([run]);
    await rollBack();
    const judged = await judgeRuns(
      { modelRuns, clock },
      {
        contenders: [{ run, againstBaseline: null, comparison: BETTER }],
        champion: { kind: 'logistic-regression', metrics: run.metrics },
        formerRunId: 'b',
        setAside: null,
        plan: PLAN,
      },
    );
    expect(judged).toMatchObject({
      promoted: null,
      words: expect.stringContaining('somebody chose another'),
    });
    expect(await modelRuns.champion()).toMatchObject({ id: 'a' });
  });
});
