/** Works out what a time on the wall clock means for the contacts of a campaign: when, and for whom it does not exist. */

import { localTimeOf, momentOf } from '../domain/local-time.ts';
import { dueAtOf, type ScheduleWish, type SendSchedule } from '../domain/schedule.ts';

/** The field of the form that a fault is shown beside. */
export interface ScheduleFault {
  readonly field: 'date' | 'time';
  readonly why: string;
}

export interface PlanningFacts {
  /** Of each contact who gets an e-mail; null where it is not known. */
  readonly zones: readonly (string | null)[];
  readonly now: number;
  /** When the campaign ends unsent. */
  readonly expiresAt: number;
}

/**
 * Refuses a time that has passed for anybody, one after the campaign's end, and one that the clocks of a zone for all skip.
 * Where only some contacts' clocks skip it, theirs comes as much later, and how many they are is said.
 */
export function planSchedule(wish: ScheduleWish, facts: PlanningFacts): SendSchedule | ScheduleFault {
  const { zone, ownZones, localTime } = wish;
  const counts = countZones(facts.zones, ownZones);
  const due = Array.from(counts, ([own, contacts]) => ({
    zone: own ?? zone,
    contacts,
    at: dueAtOf(wish, own),
    isSkipped: momentOf(localTime, own ?? zone).kind === 'skipped',
  }));
  const fault = findFault(wish, due, facts);
  if (fault !== null) return fault;
  const unknown = counts.get(null) ?? 0;
  return {
    localTime,
    zone,
    ownZones,
    firstAt: Math.min(...due.map(({ at }) => at)),
    lastAt: Math.max(...due.map(({ at }) => at)),
    known: ownZones ? facts.zones.length - unknown : 0,
    unknown: ownZones ? unknown : facts.zones.length,
    skipped: due.reduce((sum, { isSkipped, contacts }) => sum + (isSkipped ? contacts : 0), 0),
  };
}

interface Due {
  readonly zone: string;
  readonly contacts: number;
  readonly at: number;
  readonly isSkipped: boolean;
}

/** Contacts by the zone that counts for them; null where the zone for all does. */
function countZones(
  zones: readonly (string | null)[],
  ownZones: boolean,
): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const zone of zones) {
    const counted = ownZones ? zone : null;
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
  }
  return counts;
}

function findFault(
  { localTime, ownZones, zone }: ScheduleWish,
  due: readonly Due[],
  { now, expiresAt }: PlanningFacts,
): ScheduleFault | null {
  const [day = '', time = ''] = localTime.split('T');
  if (due.length === 0) return { field: 'date', why: 'Nobody gets an e-mail of this campaign.' };
  if (!ownZones && due.some(({ isSkipped }) => isSkipped)) {
    const after = localTimeOf(momentOf(localTime, zone).at, zone).slice(11);
    return {
      field: 'time',
      why: `The clocks in ${zone} are set forward over ${time} on ${day}: it does not exist there. Choose ${after}, for example.`,
    };
  }
  const past = due.filter(({ at }) => at <= now);
  if (past.length > 0) return { field: 'time', why: sayPast(past, { ownZones, now }) };
  if (due.every(({ at }) => at < expiresAt)) return null;
  const end = localTimeOf(expiresAt, zone).replace('T', ' ');
  return {
    field: 'date',
    why: `The campaign ends unsent at ${end} (${zone}), as what it rests on is out of date by then: choose an earlier time.`,
  };
}

function sayPast(
  past: readonly Due[],
  { ownZones, now }: { readonly ownZones: boolean; readonly now: number },
): string {
  const largest = past.reduce((a, b) => (b.contacts > a.contacts ? b : a));
  const clock = localTimeOf(now, largest.zone).replace('T', ' ');
  const contacts = past.reduce((sum, one) => sum + one.contacts, 0);
  const whom = ownZones ? ` for ${contacts} contact${contacts === 1 ? '' : 's'}` : '';
  return `This time has passed${whom}: in ${largest.zone} it is ${clock} now. Choose a later one.`;
}
