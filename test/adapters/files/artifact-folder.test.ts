import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createArtifactFolder } from '../../../src/adapters/files/artifact-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

it('gives back what was saved, byte for byte', async () => {
  const store = createArtifactFolder(join(temporaryFolder(), 'models'));
  await store.save('run-1', { 'weights.bin': bytes(0, 255, 7), 'model.json': bytes(123, 125) });
  await store.save('run-2', {});
  const files = await store.load('run-1');
  expect(Object.keys(files).sort()).toEqual(['model.json', 'weights.bin']);
  expect([...files['weights.bin']!]).toEqual([0, 255, 7]);
  expect(await store.load('run-2')).toEqual({});
});

it('replaces a run as a whole, and leaves nothing half-written beside it', async () => {
  const folder = temporaryFolder();
  const store = createArtifactFolder(folder);
  await store.save('run', { old: bytes(1) });
  await store.save('run', { new: bytes(2) });
  expect(Object.keys(await store.load('run'))).toEqual(['new']);
  expect(readdirSync(folder)).toEqual(['run']);
});

it('forgets a run, twice without an error, and says when nothing is kept', async () => {
  const store = createArtifactFolder(temporaryFolder());
  await store.save('run', { a: bytes(1) });
  await store.remove('run');
  await store.remove('run');
  await expect(store.load('run')).rejects.toMatchObject({ code: 'not_found' });
});

it.each(['..', '../run', 'a/b', '', '.hidden'])(
  'refuses "%s", which would leave the folder',
  async (name) => {
    const store = createArtifactFolder(temporaryFolder());
    await expect(store.save(name, {})).rejects.toMatchObject({ code: 'invalid' });
    await expect(store.load(name)).rejects.toMatchObject({ code: 'invalid' });
    await expect(store.save('run', { [name]: bytes(1) })).rejects.toMatchObject({ code: 'invalid' });
  },
);

it('says when there is no room, and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const store = createArtifactFolder(join(folder, 'file'));
  await expect(store.save('run', { a: bytes(1) })).rejects.toMatchObject({ code: 'unavailable' });
  expect(readdirSync(folder)).toEqual(['file']);
});
