import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';

const MASTER = randomBytes(32);
const cipher = createFieldCipher(MASTER, 'T1');
const PLACE = { table: 'contacts', column: 'profile', row: 'c1' };
const TEXT = 'Zoë, zoe@example.com 🕯️';
const CLOSED = expect.objectContaining({
  code: 'unavailable',
  message: expect.stringContaining('Restore FLYWHEEL_KEY or the key file'),
});

it('opens what it sealed, also after a restart', () => {
  const key = cipher.newKey();
  for (const text of ['', TEXT, 'x'.repeat(100_000)]) {
    const sealed = cipher.seal(text, key, PLACE);
    expect(cipher.open(sealed, key, PLACE)).toBe(text);
    expect(createFieldCipher(MASTER, 'T1').open(sealed, key, PLACE)).toBe(text);
  }
});

it('shows nothing of the text, nor that two texts are the same', () => {
  const key = cipher.newKey();
  const [one, two] = [cipher.seal(TEXT, key, PLACE), cipher.seal(TEXT, key, PLACE)];
  expect(Buffer.from(one).includes('zoe@example.com')).toBe(false);
  expect(one).not.toEqual(two);
});

it.each([
  ['row', { ...PLACE, row: 'c2' }],
  ['column', { ...PLACE, column: 'traits' }],
  ['table', { ...PLACE, table: 'events' }],
])('does not open a value that was moved to another %s', (_, place) => {
  const key = cipher.newKey();
  expect(() => cipher.open(cipher.seal(TEXT, key, PLACE), key, place)).toThrow(CLOSED);
  expect(() => cipher.openForTenant(cipher.sealForTenant(TEXT, PLACE), place)).toThrow(CLOSED);
});

it('does not open what was changed or cut', () => {
  const key = cipher.newKey();
  const sealed = cipher.seal(TEXT, key, PLACE);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => cipher.open(changed, key, PLACE)).toThrow(CLOSED);
    expect(() => cipher.open(sealed.slice(0, at), key, PLACE)).toThrow(CLOSED);
  }
});

it('says what to do when the master key is another one', () => {
  const key = cipher.newKey();
  const stranger = createFieldCipher(randomBytes(32), 'T1');
  expect(() => stranger.open(cipher.seal(TEXT, key, PLACE), key, PLACE)).toThrow(CLOSED);
  expect(() => stranger.openForTenant(cipher.sealForTenant(TEXT, PLACE), PLACE)).toThrow(CLOSED);
});

it("opens nothing with another contact's key, or under another key's id", () => {
  const [mine, other] = [cipher.newKey(), cipher.newKey()];
  const sealed = cipher.seal(TEXT, mine, PLACE);
  expect(() => cipher.open(sealed, other, PLACE)).toThrow(CLOSED);
  const fresh = createFieldCipher(MASTER, 'T1');
  expect(() => fresh.open(sealed, { keyId: other.keyId, wrapped: mine.wrapped }, PLACE)).toThrow(CLOSED);
});

it("opens nothing of another tenant's, under the same master key", () => {
  const neighbour = createFieldCipher(MASTER, 'T2');
  const key = cipher.newKey();
  expect(() => neighbour.open(cipher.seal(TEXT, key, PLACE), key, PLACE)).toThrow(CLOSED);
  expect(() => neighbour.openForTenant(cipher.sealForTenant(TEXT, PLACE), PLACE)).toThrow(CLOSED);
});

it('opens what was sealed for the tenant', () => {
  const sealed = cipher.sealForTenant(TEXT, PLACE);
  expect(createFieldCipher(MASTER, 'T1').openForTenant(sealed, PLACE)).toBe(TEXT);
});

it('still opens under keys that it has long dropped from memory', () => {
  const first = cipher.newKey();
  const sealed = cipher.seal(TEXT, first, PLACE);
  for (let n = 0; n < 10_001; n += 1) cipher.seal('x', cipher.newKey(), PLACE);
  expect(cipher.open(sealed, first, PLACE)).toBe(TEXT);
});

it('finds an address however it is written, and an id only as it is', () => {
  const address = cipher.lookup('email', 'Zoë@Example.com');
  for (const same of [' zoë@example.COM ', 'zoë@example.com'.normalize('NFD')])
    expect(cipher.lookup('email', same)).toBe(address);
  expect(cipher.lookup('user', 'Ann')).not.toBe(cipher.lookup('user', 'ann'));
});

it('gives look-ups that name their key, and differ by kind, tenant and master key', () => {
  const lookups = [
    cipher.lookup('email', 'ann'),
    cipher.lookup('user', 'ann'),
    cipher.lookup('anonymous', 'ann'),
    createFieldCipher(MASTER, 'T2').lookup('user', 'ann'),
    createFieldCipher(randomBytes(32), 'T1').lookup('user', 'ann'),
  ];
  expect(new Set(lookups).size).toBe(5);
  for (const lookup of lookups) expect(lookup).toMatch(/^1:[\w-]{43}$/);
});
