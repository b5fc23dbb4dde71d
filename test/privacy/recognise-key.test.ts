/** A master key that is not the one that the data were written with is refused before anything is written with it. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keepMasterKey } from '../../src/privacy/keep-master-key.ts';
import { keepFingerprint } from '../../src/privacy/recognise-key.ts';
import { anEvent } from '../db/builders.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openApp } from '../support/open-app.ts';

const [KEY, OTHER] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

function freshFile(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-recognise-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'keys', name);
}

describeOnEach((on) => {
  describe('a host without keys of its own, beside one that wrote contacts', () => {
    async function openFirst() {
      const first = await openApp({ on });
      await first.app.stores.events.ingest([anEvent('e1', { identity: { userId: 'ann' } })], []);
      const keys = join(first.settings['DATA_DIR']!, 'keys');
      const key = readFileSync(join(keys, 'flywheel.key'), 'utf8').trim();
      // As another host's DATA_DIR, where nothing is yet.
      rmSync(keys, { recursive: true });
      return { ...first, keys, key };
    }

    it.each([
      ['makes none', {}],
      ['is given another', { FLYWHEEL_KEY: OTHER.toString('base64') }],
    ])('%s and is refused with what to do, leaving nothing behind', async (_, key) => {
      const { app, settings, keys } = await openFirst();
      await expect(openApp({ on, settings: { ...settings, ...key } })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(/belongs to another master key.*Set FLYWHEEL_KEY to that key/),
      });
      expect(existsSync(keys) ? readdirSync(keys) : []).toEqual([]);
      expect(await app.stores.contacts.count()).toBe(1);
    });

    it('finds them with the same key', async () => {
      const { settings, key } = await openFirst();
      const second = await openApp({ on, settings: { ...settings, FLYWHEEL_KEY: key } });
      expect(await second.app.stores.contacts.find('ann')).not.toBeNull();
    });
  });
});

describe('the fingerprint that is kept beside the data', () => {
  it('is made once, recognises its key, and refuses another', () => {
    const file = freshFile('fingerprint');
    expect([keepFingerprint(file, KEY), keepFingerprint(file, KEY)]).toEqual([true, false]);
    expect(() => keepFingerprint(file, OTHER)).toThrow('written with another master key');
    expect(readdirSync(join(file, '..'))).toEqual(['fingerprint']);
  });

  it('that a power cut left empty is made anew rather than taken for another key’s', () => {
    const file = freshFile('fingerprint');
    mkdirSync(join(file, '..'));
    writeFileSync(file, '');
    expect(keepFingerprint(file, KEY)).toBe(true);
    expect(() => keepFingerprint(file, OTHER)).toThrow('written with another master key');
  });
});

it('a master key is restored over an empty file, and never over another', () => {
  const file = freshFile('flywheel.key');
  mkdirSync(join(file, '..'));
  writeFileSync(file, '');
  keepMasterKey(file, KEY);
  keepMasterKey(file, KEY);
  expect(readFileSync(file, 'utf8')).toBe(`${KEY.toString('base64')}\n`);
  expect(() => keepMasterKey(file, OTHER)).toThrow('is another master key');
});
