/** The thread that stores events is to its caller what the store is: the same counts, the same refusals, and it outlives a fault. */

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createCollector } from '../../src/collect/accept-calls.ts';
import type { startIngestThread } from '../../src/start-ingest-thread.ts';
import { anEvent } from '../db/builders.ts';
import { builtFile } from '../support/build-changed.ts';

let start: typeof startIngestThread;
let folder: string;
let faults: unknown[];

beforeAll(async () => {
  ({ startIngestThread: start } = await import(builtFile('src/start-ingest-thread')));
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flywheel-thread-'));
  faults = [];
  return () => rm(folder, { recursive: true, force: true });
});

function startThread() {
  const stores = {
    url: null,
    file: join(folder, 'data', 'flywheel.db'),
    migrationsFolder: 'db/migrations',
  };
  const thread = start({ stores, masterKey: randomBytes(32) }, (fault) => faults.push(fault));
  onTestFinished(thread.close);
  return { ...thread, ...thread.of('T1') };
}

describe('the thread that stores events', () => {
  it('tells the same counts as the store', async () => {
    const { ingest } = startThread();
    const letter = { receivedAt: 1, field: 'event', reason: 'is missing', payload: { userId: 'u' } };
    expect(await ingest([anEvent('1'), anEvent('2'), anEvent('1')], [letter])).toEqual({
      stored: 2,
      duplicates: 1,
      duplicateIndexes: [2],
      deadLetters: 1,
    });
    expect(await ingest([anEvent('2')], [])).toMatchObject({ stored: 0, duplicates: 1 });
  });

  it('passes on what the store refuses, and goes on', async () => {
    const { ingest } = startThread();
    const stranger = anEvent('1', { identity: { contactId: 'nobody' } });
    await expect(ingest([stranger], [])).rejects.toMatchObject({ name: 'AppError', code: 'not_found' });
    expect(await ingest([anEvent('2')], [])).toMatchObject({ stored: 1 });
    expect(faults).toEqual([]);
  });

  it.each([501, 3_700, 200_000])(
    'stores the good neighbours of a call of %i levels, in its batch and beside it',
    async (levels) => {
      const collector = createCollector({ events: startThread(), maxQueued: 100 });
      const good = (messageId: string) => ({ raw: { type: 'track', event: 'X', userId: 'u', messageId } });
      const deep = JSON.parse(`${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`);
      const bad = { raw: { type: 'track', event: 'X', userId: 'u', properties: deep } };
      const [batch, beside] = await Promise.all([
        collector.accept([good('1'), bad, good('2')], 1),
        collector.accept([good('3')], 1),
      ]);
      expect(batch).toMatchObject({ stored: 2, deadLetters: 1, faults: [{ index: 1 }] });
      expect(beside).toMatchObject({ stored: 1, deadLetters: 0 });
    },
  );

  it('stores what was handed over before it ends', async () => {
    const thread = startThread();
    const stored = thread.ingest([anEvent('1')], []);
    await thread.close();
    expect(await stored).toMatchObject({ stored: 1 });
  });

  it('asks to send again what a dying thread had taken, tells why it died, and starts another', async () => {
    await writeFile(join(folder, 'data'), 'a file where a folder should be');
    const { ingest } = startThread();
    await expect(ingest([anEvent('1')], [])).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' });
    expect(faults).toHaveLength(1);
    await rm(join(folder, 'data'));
    await mkdir(join(folder, 'data'));
    expect(await ingest([anEvent('1')], [])).toMatchObject({ stored: 1 });
  });
});
