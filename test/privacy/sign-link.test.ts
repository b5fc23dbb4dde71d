import { expect, it } from 'vitest';
import { createLinkSigner } from '../../src/privacy/sign-link.ts';

const signer = createLinkSigner(Buffer.alloc(32, 1));
const subject = '7f1c0b52-3f0e-4a53-9a55-3a1d6b5c1e11:12';

it('reads back what it signed, in a token that needs no escaping in a URL', () => {
  const token = signer.sign('click', subject);
  expect(token).toMatch(/^[\w.-]{1,100}$/);
  expect(signer.verify('click', token)).toBe(subject);
});

it('refuses a token of another purpose, of another key, and any change of a character', () => {
  const token = signer.sign('open', subject);
  expect(signer.verify('unsubscribe', token)).toBeNull();
  expect(createLinkSigner(Buffer.alloc(32, 2)).verify('open', token)).toBeNull();
  for (let i = 0; i < token.length; i += 1) {
    const other = token[i] === 'A' ? 'B' : 'A';
    const changed = token.slice(0, i) + other + token.slice(i + 1);
    // The last character of a half-used base64url group carries bits that mean nothing.
    if (
      Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
        Buffer.from(token.split('.')[1]!, 'base64url'),
      ) &&
      changed.split('.')[0] === token.split('.')[0]
    )
      continue;
    expect(signer.verify('open', changed)).toBeNull();
  }
});

it('refuses what is no token at all', () => {
  for (const token of ['', '.', 'abc', 'a.b', `${'x'.repeat(5000)}.${'y'.repeat(22)}`, 'a.b.c', 'ä.ö'])
    expect(signer.verify('open', token)).toBeNull();
});

it('refuses a key that is too short', () => {
  expect(() => createLinkSigner(Buffer.alloc(8))).toThrow(RangeError);
});
