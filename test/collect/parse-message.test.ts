import { describe, expect, it } from 'vitest';
import { event, fault, receivedAt, track } from './parse-calls.ts';

const HOUR = 3_600_000;

describe('who did it', () => {
  it('takes a whole number as its digits, as Segment does', () => {
    expect(event(track('X', {}, { userId: 42 })).identity).toEqual({ userId: '42' });
  });

  it('keeps both ids, and the previous id of an alias', () => {
    expect(event({ type: 'identify', userId: 'u', anonymousId: 'a' }).identity).toEqual({
      userId: 'u',
      anonymousId: 'a',
    });
    expect(event({ type: 'alias', userId: 'u', previousId: 'a' }).identity).toEqual({
      userId: 'u',
      previousId: 'a',
    });
  });

  it.each([
    [{ type: 'track', event: 'X' }, 'userId'],
    [{ type: 'track', event: 'X', userId: '' }, 'userId'],
    [{ type: 'track', event: 'X', userId: 'u'.repeat(256) }, 'userId'],
    [{ type: 'track', event: 'X', userId: { id: 1 } }, 'userId'],
    [{ type: 'alias', userId: 'u' }, 'previousId'],
    [{ type: 'alias', previousId: 'a' }, 'userId'],
    [{ type: 'track', userId: 'u' }, 'event'],
    [{ type: 'buy', userId: 'u' }, 'type'],
    [{ userId: 'u' }, 'type'],
    ['track', ''],
    [null, ''],
    [[], ''],
  ])('%j is a fault of "%s"', (raw, field) => {
    expect(fault(raw).field).toBe(field);
  });

  it.each([
    ['a NUL', { type: 'track', event: 'X', userId: 'u', properties: { a: ['x\0'] } }, 'properties.*[0]'],
    [
      'a NUL below an address',
      { type: 'identify', userId: 'u', traits: { 'ann@example.com': { email: '\0' } } },
      'traits.*.email',
    ],
    [
      'a NUL in an address as key',
      { type: 'identify', userId: 'u', 'ann@example.com': { 'ann@\0': 1 } },
      '*',
    ],
    ['half a character', { type: 'track', event: 'X\ud83d', userId: 'u' }, 'event'],
    [
      'half a character in a key',
      { type: 'track', event: 'X', userId: 'u', properties: { '\udc00': 1 } },
      'properties',
    ],
  ])('refuses %s anywhere', (_, raw, field) => {
    expect(fault(raw).field).toBe(field);
  });

  it('refuses nesting that would exhaust the stack', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
    expect(fault({ type: 'track', event: 'X', userId: 'u', properties: deep }).reason).toContain('nested');
  });
});

describe('when it happened', () => {
  it("corrects the sender's clock by sentAt", () => {
    const raw = track('X', {}, { timestamp: '2026-02-27T10:25:00Z', sentAt: '2026-02-27T10:30:00Z' });
    expect(event(raw).timestamp).toBe(receivedAt - 5 * 60_000);
  });

  it("takes a batch's sentAt when the call has none", () => {
    const raw = track('X', {}, { timestamp: '2026-02-27T07:00:00Z' });
    expect(event(raw, { sentAt: '2026-02-27T08:00:00Z' }).timestamp).toBe(receivedAt - HOUR);
    expect(fault(raw, { sentAt: 'yesterday' }).field).toBe('sentAt');
  });

  it('believes the timestamp without sentAt, and takes the reception without either', () => {
    expect(event(track('X', {}, { timestamp: '2026-02-26T09:30:00+01:00' })).timestamp).toBe(
      receivedAt - 25 * HOUR,
    );
    expect(event(track('X')).timestamp).toBe(receivedAt);
  });

  it('does not correct what was archived', () => {
    const raw = track('X', {}, { timestamp: '2025-01-01T00:00:00Z', sentAt: '2025-01-01T05:00:00Z' });
    expect(event(raw, { archived: true })).toMatchObject({ timestamp: Date.UTC(2025, 0, 1), imported: true });
  });

  it.each([
    ['1999-12-31T23:59:59Z', 'before the year 2000'],
    [1_700_000_000, 'before the year 2000'],
    ['2026-02-28T09:30:01Z', 'in the future'],
    ['2026-02-30', 'ISO 8601'],
    ['soon', 'ISO 8601'],
  ])('refuses %s', (timestamp, reason) => {
    const found = fault(track('X', {}, { timestamp }));
    expect(found.field).toBe('timestamp');
    expect(found.reason).toContain(reason);
  });
});

describe('the messageId', () => {
  const { messageId: _, ...anonymous } = track('X', { b: 1, a: 2 }, { timestamp: '2026-02-27T09:00:00Z' });

  it('is a hash of the content when it is missing, so that a resend is the same event', () => {
    const first = event({ ...anonymous, sentAt: '2026-02-27T09:00:01Z' });
    const again = event(
      { ...anonymous, properties: { a: 2, b: 1 }, sentAt: '2026-02-27T09:00:09Z' },
      { receivedAt: receivedAt + 8000 },
    );
    expect(again.messageId).toBe(first.messageId);
    expect(event({ ...anonymous, userId: 'u2' }).messageId).not.toBe(first.messageId);
  });

  it('tells two equal calls without a timestamp apart by when they were received', () => {
    const { timestamp: __, ...untimed } = anonymous as Record<string, unknown>;
    expect(event(untimed).messageId).not.toBe(event(untimed, { receivedAt: receivedAt + 1 }).messageId);
  });
});

describe('traits', () => {
  const identify = (traits: unknown) => ({ type: 'identify', userId: 'u', messageId: 'm', traits });

  it('are kept, with the address trimmed', () => {
    expect(
      event(identify({ email: ' ann@example.com ', firstName: 'Ann', reason: 'why not' })).traits,
    ).toEqual({
      email: 'ann@example.com',
      firstName: 'Ann',
      reason: 'why not',
    });
  });

  it('of a track call come from its context', () => {
    expect(event(track('X', {}, { context: { traits: { country: 'France' } } })).traits).toEqual({
      country: 'France',
    });
  });

  it.each([
    [{ email: 'ann at example' }, 'traits.email'],
    [{ email: 7 }, 'traits.email'],
    [{ firstName: ['Ann'] }, 'traits.firstName'],
    ['Ann', 'traits'],
  ])('%j are a fault of %s', (traits, field) => {
    expect(fault(identify(traits)).field).toBe(field);
  });

  it('carry consent with its proof', () => {
    const said = { granted: true, source: 'checkout', textVersion: 'v3', at: '2026-02-01T00:00:00Z' };
    expect(event(identify({ consent: { email: said, tracking: false } })).consents).toEqual([
      { purpose: 'email', granted: true, source: 'checkout', textVersion: 'v3', at: Date.UTC(2026, 1, 1) },
      { purpose: 'tracking', granted: false, source: 'identify', textVersion: 'unstated', at: receivedAt },
    ]);
  });

  it('may say it in one word', () => {
    expect(event(identify({ marketingConsent: true })).consents).toMatchObject([
      { purpose: 'email', granted: true },
    ]);
    expect(event(identify({ marketingConsent: false })).consents).toMatchObject([
      { purpose: 'email', granted: false },
    ]);
    expect(event(identify({ country: 'France' })).consents).toEqual([]);
  });

  it.each([
    [{ consent: true }, 'traits.consent'],
    [{ consent: { email: 'yes' } }, 'traits.consent.email'],
    [{ consent: { email: { source: 'form' } } }, 'traits.consent.email.granted'],
    [{ consent: { sms: true } }, 'traits.consent'],
    [{ consent: { email: { granted: true, at: '2030-01-01' } } }, 'traits.consent.email.at'],
    [{ marketingConsent: 'yes' }, 'traits.marketingConsent'],
  ])('with %j are a fault of %s: consent is never guessed', (traits, field) => {
    expect(fault(identify(traits)).field).toBe(field);
  });
});
