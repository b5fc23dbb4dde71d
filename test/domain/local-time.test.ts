import { describe, expect, it } from 'vitest';
import { isTimeZone, localTimeOf, momentOf } from '../../src/domain/local-time.ts';

const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('a time on the wall clock', () => {
  it.each([
    ['2026-05-02T09:00', 'Europe/Berlin', '2026-05-02T07:00', 'usual'],
    ['2026-01-02T09:00', 'Europe/Berlin', '2026-01-02T08:00', 'usual'],
    ['2026-05-02T09:00', 'Asia/Kolkata', '2026-05-02T03:30', 'usual'],
    ['2026-01-01T00:30', 'Pacific/Auckland', '2025-12-31T11:30', 'usual'],
    ['2026-07-01T23:59', 'America/St_Johns', '2026-07-02T02:29', 'usual'],
    // Set forward on 29 March at 2:00, and back on 25 October at 3:00.
    ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59', 'usual'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30', 'skipped'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00', 'usual'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30', 'twice'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00', 'usual'],
    // Half an hour only.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45', 'skipped'],
  ])('%s in %s is %s UTC', (local, zone, at, kind) => {
    expect(momentOf(local, zone)).toEqual({ at: utc(at), kind });
  });

  it('is shown again by the same clocks, and a skipped one as much later', () => {
    expect(localTimeOf(momentOf('2026-05-02T09:00', 'America/New_York').at, 'America/New_York')).toBe(
      '2026-05-02T09:00',
    );
    expect(localTimeOf(momentOf('2026-03-29T02:30', 'Europe/Berlin').at, 'Europe/Berlin')).toBe(
      '2026-03-29T03:30',
    );
  });

  it('is refused when it is no date, no time or in no zone', () => {
    for (const [local, zone] of [
      ['2026-02-30T09:00', 'UTC'],
      ['2026-02-03T25:00', 'UTC'],
      ['null', 'UTC'],
      ['2026-02-03T09:00', 'Mars/Base'],
    ] as const)
      expect(() => momentOf(local, zone)).toThrow(RangeError);
    expect(['Europe/Berlin', 'UTC', 'Mars/Base', '', 'x'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
