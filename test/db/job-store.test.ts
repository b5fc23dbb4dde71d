import { expect, it } from 'vitest';
import { createJobStore } from '../../db/stores/job-store.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const at = (owner: string, now: number, leaseUntil = now + 100) => ({ owner, now, leaseUntil });
const nightly = { name: 'nightly', fireKey: 'nightly:1', dueAt: 10 };

describeOnEachDatabase('job store', (stage) => {
  it('adds a fire once', async () => {
    const jobs = createJobStore(stage.parts());
    expect(await Promise.all([jobs.insert(nightly), createJobStore(stage.rival()).insert(nightly)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await jobs.recent(10)).toHaveLength(1);
  });

  it('hands out the oldest due job, and none before it is due', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert({ name: 'late', fireKey: 'late:1', dueAt: 20 });
    await jobs.insert({ name: 'early', fireKey: 'early:1', dueAt: 10 });
    expect(await jobs.claim(at('a', 9))).toBeNull();
    expect(await jobs.claim(at('a', 30))).toMatchObject({
      name: 'early',
      state: 'running',
      attempts: 1,
      startedAt: 30,
    });
    expect(await jobs.claim(at('a', 30))).toMatchObject({ name: 'late' });
    expect(await jobs.claim(at('a', 30))).toBeNull();
  });

  it('gives one job to one of two workers that ask at once', async () => {
    const [here, there] = [createJobStore(stage.parts()), createJobStore(stage.rival())];
    for (let n = 0; n < 6; n += 1) await here.insert({ name: `job-${n}`, fireKey: `job-${n}`, dueAt: n });
    const claims = Array.from({ length: 8 }, (_, n) => (n % 2 ? here : there).claim(at(`w${n}`, 10)));
    const taken = (await Promise.all(claims)).filter((job) => job !== null);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(6);
    expect(taken).toHaveLength(6);
  });

  it('never runs two jobs of one name at once', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert(nightly);
    await jobs.insert({ ...nightly, fireKey: 'nightly:2', dueAt: 11 });
    const first = await jobs.claim(at('a', 20));
    expect(await jobs.claim(at('b', 20))).toBeNull();
    await jobs.finish(first!.id, 'a', { state: 'done', at: 21, result: null, error: null });
    expect(await jobs.claim(at('b', 22))).toMatchObject({ fireKey: 'nightly:2' });
  });

  it('runs one of several due jobs of one name when workers ask at once', async () => {
    const stores = [createJobStore(stage.parts()), createJobStore(stage.rival())];
    for (let n = 0; n < 5; n += 1) await stores[0]!.insert({ ...nightly, fireKey: `nightly:${n}`, dueAt: n });
    const claims = Array.from({ length: 8 }, (_, n) => stores[n % 2]!.claim(at(`w${n}`, 10)));
    expect((await Promise.all(claims)).filter((job) => job !== null)).toMatchObject([{ dueAt: 0 }]);
  });

  it('starts a job that nobody else can take, and leaves no row while one of its name runs', async () => {
    const jobs = createJobStore(stage.parts());
    const byHand = { name: 'nightly', fireKey: 'nightly:by hand' };
    const started = await jobs.start({ ...byHand, ...at('a', 20, 120) });
    expect(started).toMatchObject({ ...byHand, state: 'running', dueAt: 20, startedAt: 20, attempts: 1 });
    expect(await jobs.claim(at('w', 30))).toBeNull();
    expect(await jobs.start({ ...byHand, fireKey: 'second', ...at('b', 119) })).toBeNull();
    expect(await jobs.recent(10)).toHaveLength(1);
    expect(await jobs.start({ name: 'deliver', fireKey: 'third', ...at('b', 119) })).not.toBeNull();
    expect(await jobs.start({ ...byHand, fireKey: 'fourth', ...at('b', 120) })).not.toBeNull();
  });

  it('runs one of a name when people and workers ask at once', async () => {
    const stores = [createJobStore(stage.parts()), createJobStore(stage.rival())];
    await stores[0]!.insert(nightly);
    const asks = Array.from({ length: 8 }, (_, n) => {
      const store = stores[(n >> 1) % 2]!;
      const start = { name: 'nightly', fireKey: `by hand:${n}`, ...at(`h${n}`, 20) };
      return n % 2 === 0 ? store.start(start) : store.claim(at(`w${n}`, 20));
    });
    expect((await Promise.all(asks)).filter((job) => job !== null)).toHaveLength(1);
  });

  it('hands out only jobs of the names that are asked for', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert({ name: 'import', fireKey: 'import:1', dueAt: 1 });
    await jobs.insert(nightly);
    expect(await jobs.claim({ ...at('a', 20), names: ['nightly', 'deliver'] })).toMatchObject(nightly);
    expect(await jobs.claim({ ...at('a', 20), names: ['nightly', 'deliver'] })).toBeNull();
    expect(await jobs.claim({ ...at('a', 20), names: ['import'] })).toMatchObject({ name: 'import' });
  });

  it('forgets old runs, save the last of each name that was done and what has not ended', async () => {
    const jobs = createJobStore(stage.parts());
    const end = async (fireKey: string, at: number, state: 'done' | 'failed') => {
      const name = fireKey.split(':')[0]!;
      const run = await jobs.start({ name, fireKey, owner: 'a', now: at, leaseUntil: at + 1 });
      await jobs.finish(run!.id, 'a', { state, at, result: null, error: null });
    };
    await end('deliver:old', 10, 'done');
    await end('deliver:last done', 20, 'done');
    await end('deliver:old failure', 30, 'failed');
    await end('deliver:failure', 60, 'failed');
    await end('nightly:old', 10, 'done');
    await end('nightly:kept longer', 30, 'done');
    await end('nightly:last done', 60, 'done');
    await end('backup:only failed', 10, 'failed');
    await jobs.insert({ name: 'deliver', fireKey: 'deliver:waiting', dueAt: 5 });
    const strange = createJobStore(stage.stranger());
    await strange.start({ name: 'deliver', fireKey: 'deliver:strange', ...at('a', 1) });

    const before = (name: string) => (name === 'deliver' ? 50 : 20);
    expect(await jobs.purge(before)).toBe(4);
    expect((await jobs.recent(20)).map(({ fireKey }) => fireKey).sort()).toEqual([
      'deliver:failure',
      'deliver:last done',
      'deliver:waiting',
      'nightly:kept longer',
      'nightly:last done',
    ]);
    expect(await jobs.purge(before)).toBe(0);
    expect(await strange.recent(9)).toHaveLength(1);
  });

  it('gives the job of a worker that died to another, which the first can no longer end', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert(nightly);
    const first = await jobs.claim(at('a', 20, 120));
    expect(await jobs.renew(first!.id, 'a', 140)).toBe(true);
    expect(await jobs.claim(at('b', 139))).toBeNull();
    expect(await jobs.claim(at('b', 140))).toMatchObject({ id: first!.id, attempts: 2, startedAt: 140 });
    expect(await jobs.renew(first!.id, 'a', 400)).toBe(false);
    const end = { state: 'failed' as const, at: 150, result: null, error: 'broke' };
    expect(await jobs.finish(first!.id, 'a', end)).toBe(false);
    expect(await jobs.finish(first!.id, 'b', end)).toBe(true);
    expect(await jobs.finish(first!.id, 'b', end)).toBe(false);
  });

  it('gives nobody a fourth attempt, and ends what was cut off in the third once', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert(nightly);
    for (const time of [20, 30, 40]) expect(await jobs.claim(at(`w${time}`, time, time + 10))).not.toBeNull();
    const cause = { names: ['nightly'], error: 'cut off' };
    expect(await jobs.giveUp({ ...cause, now: 49 })).toEqual([]);
    expect(await jobs.claim(at('w50', 50))).toBeNull();
    expect(await jobs.giveUp({ ...cause, now: 50, names: ['deliver'] })).toEqual([]);
    expect(await createJobStore(stage.stranger()).giveUp({ ...cause, now: 50 })).toEqual([]);
    const rivals = [jobs, createJobStore(stage.rival())].map((store) => store.giveUp({ ...cause, now: 50 }));
    expect((await Promise.all(rivals)).flat()).toMatchObject([
      { ...nightly, state: 'failed', attempts: 3, finishedAt: 50, error: 'cut off' },
    ]);
    const end = { state: 'done' as const, at: 60, result: null, error: null };
    expect(await jobs.finish((await jobs.recent(1))[0]!.id, 'w40', end)).toBe(false);
  });

  it('does not count an attempt that was broken off on request', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert(nightly);
    for (const time of [20, 30, 40, 50]) {
      const taken = await jobs.claim(at('a', time));
      expect(taken).toMatchObject({ attempts: 1, startedAt: time });
      expect(await jobs.release(taken!.id, 'b')).toBe(false);
      expect(await jobs.release(taken!.id, 'a')).toBe(true);
      expect(await jobs.release(taken!.id, 'a')).toBe(false);
      expect(await jobs.recent(1)).toMatchObject([{ state: 'waiting', attempts: 0, startedAt: null }]);
    }
  });

  it('lists the newest first with what they reported', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.insert(nightly);
    const job = await jobs.claim(at('a', 20));
    await jobs.finish(job!.id, 'a', { state: 'done', at: 25, result: { contacts: 3 }, error: null });
    await jobs.insert({ name: 'attribute', fireKey: 'attribute:1', dueAt: 30 });
    const [waiting, done] = await jobs.recent(5);
    expect(waiting).toMatchObject({ name: 'attribute', state: 'waiting', attempts: 0, result: null });
    expect(done).toEqual({
      id: job!.id,
      ...nightly,
      state: 'done',
      startedAt: 20,
      finishedAt: 25,
      attempts: 1,
      result: { contacts: 3 },
      error: null,
    });
    expect(await jobs.recent(1)).toHaveLength(1);
  });

  it('shows a second tenant nothing of the first', async () => {
    await createJobStore(stage.parts()).insert(nightly);
    const strange = createJobStore(stage.stranger());
    expect(await strange.claim(at('a', 99))).toBeNull();
    expect(await strange.recent(9)).toEqual([]);
    expect(await strange.insert(nightly)).toBe(true);
  });
});
