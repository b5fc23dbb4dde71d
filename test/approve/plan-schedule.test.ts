import { describe, expect, it } from 'vitest';
import { type PlanningFacts, planSchedule } from '../../src/approve/plan-schedule.ts';
import { DAY } from '../../src/domain/clock.ts';

const NOW = Date.UTC(2026, 2, 25, 12);
const wish = { localTime: '2026-03-27T09:00', zone: 'Europe/Berlin', ownZones: true };
const plan = (change: Partial<typeof wish>, facts: Partial<PlanningFacts> = {}) =>
  planSchedule(
    { ...wish, ...change },
    {
      zones: ['Asia/Tokyo', 'Asia/Tokyo', 'America/New_York', null],
      now: NOW,
      expiresAt: NOW + 7 * DAY,
      ...facts,
    },
  );

describe('a schedule', () => {
  it('is each contact’s own morning, with who is known and who follows the shop', () => {
    expect(plan({})).toEqual({
      ...wish,
      firstAt: Date.UTC(2026, 2, 27, 0),
      lastAt: Date.UTC(2026, 2, 27, 13),
      known: 3,
      unknown: 1,
      skipped: 0,
    });
  });

  it('in one zone is one moment for all', () => {
    const at = Date.UTC(2026, 2, 27, 8);
    expect(plan({ ownZones: false })).toMatchObject({ firstAt: at, lastAt: at, known: 0, unknown: 4 });
  });

  it('is refused when it has passed for anybody, and says for whom', () => {
    expect(plan({ localTime: '2026-03-25T20:00' })).toEqual({
      field: 'time',
      why: 'This time has passed for 2 contacts: in Asia/Tokyo it is 2026-03-25 21:00 now. Choose a later one.',
    });
    expect(plan({ localTime: '2026-03-25T13:00', ownZones: false })).toMatchObject({ field: 'time' });
  });

  it('is refused in one zone when clocks skip it, and explained where only some contacts’ do', () => {
    const skipped = { localTime: '2026-03-29T02:30' };
    expect(plan({ ...skipped, ownZones: false })).toEqual({
      field: 'time',
      why: 'The clocks in Europe/Berlin are set forward over 02:30 on 2026-03-29: it does not exist there. Choose 03:30, for example.',
    });
    expect(
      plan({ ...skipped, zone: 'UTC' }, { zones: ['Europe/Berlin', 'Europe/Paris', null] }),
    ).toMatchObject({
      skipped: 2,
      known: 2,
      unknown: 1,
    });
  });

  it('is refused after the campaign has expired, and for nobody', () => {
    expect(plan({ localTime: '2026-04-02T09:00' })).toMatchObject({ field: 'date' });
    expect(plan({}, { zones: [] })).toMatchObject({ field: 'date' });
  });
});
