import { expect, it } from 'vitest';
import { createModelRunStore } from '../../db/stores/model-run-store.ts';
import { aRollingEvidence } from '../adapters/slack/a-rolling-evidence.ts';
import { aModelDecision, aModelRun, aScore, collect, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('model run store', (stage) => {
  it('keeps runs as they are, newest first', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.add([aModelRun('b', { trainedAt: T0 + 1 }), aModelRun('a')]);
    await runs.add([aModelRun('c', { trainedAt: T0 + 2, state: 'refused' })]);
    expect(await runs.get('a')).toEqual(aModelRun('a'));
    expect(await runs.get('none')).toBeNull();
    expect((await runs.recent(2)).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(await runs.champion()).toBeNull();
  });

  it('promotes a challenger and retires the former champion, and can go back to it', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.add([aModelRun('a'), aModelRun('b')]);
    await runs.promote(aModelDecision('a', null, { reason: 'first' }));
    await runs.promote(aModelDecision('b', 'a', { reason: 'lower log loss' }));
    expect(await runs.champion()).toEqual(aModelRun('b', { state: 'champion', reason: 'lower log loss' }));
    expect(await runs.get('a')).toMatchObject({ state: 'retired', reason: 'first' });
    const back = aModelDecision('a', 'b', {
      action: 'roll back',
      actor: 'U1',
      reason: 'b was worse live',
      at: T0 + 5,
    });
    await runs.promote(back);
    expect(await runs.champion()).toMatchObject({ id: 'a' });
    expect(await runs.get('b')).toMatchObject({ state: 'retired' });
    const trail = await runs.decisions(2);
    expect(trail[0]).toEqual({ ...back, number: 3 });
    expect(trail.map(({ runId }) => runId)).toEqual(['a', 'b']);
  });

  it('keeps challengers with their reasons until later ones come, and the champion whatever comes', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.add([aModelRun('a'), aModelRun('b'), aModelRun('c')]);
    await runs.promote(aModelDecision('a', null, { reason: 'first' }));
    await runs.explain('b', 'worse than the base rate');
    expect(await runs.get('b')).toMatchObject({ state: 'challenger', reason: 'worse than the base rate' });
    await runs.refuseChallengersBut(['c']);
    await runs.refuseChallengersBut(['c']);
    expect(await runs.get('b')).toMatchObject({ state: 'refused', reason: 'worse than the base rate' });
    expect(await runs.get('c')).toMatchObject({ state: 'challenger' });
    await expect(runs.promote(aModelDecision('b', 'a'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(runs.promote(aModelDecision('a', 'a'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(runs.promote(aModelDecision('none', 'a'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(runs.explain('a', 'x')).rejects.toMatchObject({ code: 'conflict' });
    expect(await runs.champion()).toMatchObject({ id: 'a', reason: 'first' });
  });

  it('keeps with a run how its kind did at earlier moments, the newest of what was found', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.add([aModelRun('a'), aModelRun('b')]);
    const found = aRollingEvidence();
    await runs.keepRolling('a', aRollingEvidence({ missing: ['older'] }));
    await runs.keepRolling('a', found);
    expect(await runs.get('a')).toEqual(aModelRun('a', { config: { rate: 0.01, rolling: found } }));
    expect(await runs.get('b')).toEqual(aModelRun('b'));
    await expect(runs.keepRolling('none', found)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('changes nothing for who decided over a champion that is none any more', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.add(['a', 'b', 'c'].map((id) => aModelRun(id)));
    await runs.promote(aModelDecision('a'));
    await runs.promote(aModelDecision('b', 'a'));
    await expect(runs.promote(aModelDecision('c', 'a'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(runs.promote(aModelDecision('c'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await runs.champion()).toMatchObject({ id: 'b' });
    expect(await runs.get('c')).toMatchObject({ state: 'challenger' });
    expect(await runs.decisions(9)).toHaveLength(2);
  });

  it('has one champion after promotions of the same moment', async () => {
    const [here, there] = [createModelRunStore(stage.parts()), createModelRunStore(stage.rival())];
    await here.add(['a', 'b', 'c'].map((id) => aModelRun(id)));
    await here.promote(aModelDecision('a'));
    const ends = await Promise.allSettled([
      here.promote(aModelDecision('b', 'a')),
      there.promote(aModelDecision('c', 'a')),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await here.decisions(9)).toHaveLength(2);
    const champions = (await here.recent(9)).filter(({ state }) => state === 'champion');
    expect(champions).toHaveLength(1);
  });

  it('replaces all scores and streams them, highest first', async () => {
    const runs = createModelRunStore(stage.parts());
    const scores = Array.from({ length: 2300 }, (_, n) => aScore(`c${n}`, ((n * 7919) % 500) / 1000));
    expect(await runs.replaceScores([aScore('gone', 0.9), aScore('c1', 0.9)])).toBe(2);
    expect(await runs.replaceScores(scores)).toBe(2300);
    expect(await runs.score('gone')).toBeNull();
    expect(await runs.score('c1')).toEqual(scores[1]);
    const streamed = await collect(runs.scores());
    expect(new Set(streamed.map(({ contactId }) => contactId)).size).toBe(2300);
    const probabilities = streamed.map((score) => score.conversionProbability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  });

  it('takes scores from a source that reads the database, and shows the former ones until all are there', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.replaceScores([aScore('c1', 0.1)]);
    const seen: (number | undefined)[] = [];
    async function* rescored() {
      for (let n = 0; n < 1100; n += 1) yield aScore(`c${n}`, 0.7);
      seen.push((await runs.score('c1'))?.conversionProbability);
    }
    await runs.replaceScores(rescored());
    expect(seen).toEqual([0.1]);
    expect(await runs.score('c1')).toMatchObject({ conversionProbability: 0.7 });
  });

  it('changes nothing when the source of new scores fails', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.replaceScores([aScore('c1', 0.1)]);
    function* failing() {
      for (let n = 0; n < 1500; n += 1) yield aScore(`c${n}`, 0.7);
      throw new Error('out of memory');
    }
    await expect(runs.replaceScores(failing())).rejects.toThrow('out of memory');
    expect(await collect(runs.scores())).toEqual([aScore('c1', 0.1)]);
    await runs.replaceScores([aScore('c2', 0.2)]);
    expect(await collect(runs.scores())).toEqual([aScore('c2', 0.2)]);
  });

  it('goes on streaming the scores that it began with while others take their place', async () => {
    const runs = createModelRunStore(stage.parts());
    await runs.replaceScores(Array.from({ length: 1500 }, (_, n) => aScore(`c${n}`, n / 1500)));
    const stream = runs.scores();
    const read = [(await stream[Symbol.asyncIterator]().next()).value];
    await createModelRunStore(stage.rival()).replaceScores([aScore('c0', 0.5)]);
    read.push(...(await collect(stream)));
    expect(read).toHaveLength(1500);
    expect(await collect(runs.scores())).toHaveLength(1);
  });

  it('never shows half of what two wrote at once: the later one counts', async () => {
    const [here, there] = [createModelRunStore(stage.parts()), createModelRunStore(stage.rival())];
    async function* interrupted() {
      for (let n = 0; n < 1100; n += 1) yield aScore(`c${n}`, 0.1);
      await there.replaceScores(Array.from({ length: 1100 }, (_, n) => aScore(`c${n}`, 0.9)));
      yield aScore('last', 0.1);
    }
    await expect(here.replaceScores(interrupted())).rejects.toMatchObject({ code: 'conflict' });
    const scores = await collect(here.scores());
    expect(scores.map(({ conversionProbability }) => conversionProbability)).toEqual(
      new Array(1100).fill(0.9),
    );
  });

  it('keeps no more than the live scores and those before them', async () => {
    const parts = stage.parts();
    const runs = createModelRunStore(parts);
    for (let night = 0; night < 4; night += 1)
      await runs.replaceScores(Array.from({ length: 1100 }, (_, n) => aScore(`c${n}`, night / 10)));
    const { database, tenant } = parts;
    const rows = await database.read((connection) => connection.select().from(database.tables.scores));
    const nights = rows.filter((row) => row.tenant === tenant).map((row) => row.conversionProbability);
    expect(nights).toHaveLength(2200);
    expect(new Set(nights)).toEqual(new Set([0.2, 0.3]));
  });

  it('empties the scores when there are none, and shows a second tenant nothing of the first', async () => {
    const runs = createModelRunStore(stage.parts());
    const strange = createModelRunStore(stage.stranger());
    await runs.add([aModelRun('a')]);
    await runs.promote(aModelDecision('a'));
    await runs.replaceScores([aScore('c1', 0.1)]);
    expect(await strange.champion()).toBeNull();
    expect(await strange.get('a')).toBeNull();
    expect(await strange.recent(9)).toEqual([]);
    expect(await strange.score('c1')).toBeNull();
    expect(await collect(strange.scores())).toEqual([]);
    await expect(strange.promote(aModelDecision('a'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await strange.decisions(9)).toEqual([]);
    await strange.replaceScores([]);
    expect(await collect(runs.scores())).toHaveLength(1);
    expect(await runs.replaceScores([])).toBe(0);
    expect(await collect(runs.scores())).toEqual([]);
  });
});
