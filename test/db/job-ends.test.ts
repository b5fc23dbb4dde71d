import { expect, it } from 'vitest';
import { createJobStore } from '../../db/stores/job-store.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

type Jobs = ReturnType<typeof createJobStore>;

/** Runs a job from `at` to `at + 5`, and ends it. */
async function runOnce(jobs: Jobs, name: string, { at, ok }: { readonly at: number; readonly ok: boolean }) {
  const fireKey = `${name}:${at}`;
  const run = await jobs.start({ name, fireKey, owner: 'me', now: at, leaseUntil: at + 100 });
  const error = ok ? null : 'it broke';
  await jobs.finish(run!.id, 'me', { state: ok ? 'done' : 'failed', at: at + 5, result: null, error });
}

describeOnEachDatabase('job ends', (stage) => {
  it('are the last done and the last failed run of each name, whichever process ran them', async () => {
    const [here, there] = [createJobStore(stage.parts()), createJobStore(stage.rival())];
    await runOnce(here, 'nightly', { at: 100, ok: true });
    await runOnce(there, 'nightly', { at: 200, ok: true });
    await runOnce(here, 'nightly', { at: 300, ok: false });
    await runOnce(there, 'deliver', { at: 150, ok: true });
    await here.insert({ name: 'waiting', fireKey: 'waiting:1', dueAt: 10 });
    expect(await here.lastEnds(0)).toEqual([
      { name: 'deliver', state: 'done', startedAt: 150, finishedAt: 155 },
      { name: 'nightly', state: 'failed', startedAt: 300, finishedAt: 305 },
      { name: 'nightly', state: 'done', startedAt: 200, finishedAt: 205 },
    ]);
    expect(await here.lastEnds(200)).toHaveLength(2);
    expect(await createJobStore(stage.stranger()).lastEnds(0)).toEqual([]);
  });

  it('are counted by name when they were failures', async () => {
    const jobs = createJobStore(stage.parts());
    await runOnce(jobs, 'deliver', { at: 1, ok: false });
    await runOnce(jobs, 'deliver', { at: 2, ok: false });
    await runOnce(jobs, 'deliver', { at: 3, ok: true });
    await runOnce(jobs, 'nightly', { at: 4, ok: false });
    expect(await jobs.failures()).toEqual({ deliver: 2, nightly: 1 });
    expect(await createJobStore(stage.stranger()).failures()).toEqual({});
  });

  it('are not changed by trying whether the database can be written', async () => {
    const jobs = createJobStore(stage.parts());
    await jobs.tryWriting();
    expect(await jobs.recent(10)).toEqual([]);
    expect(await jobs.lastEnds(0)).toEqual([]);
  });
});
