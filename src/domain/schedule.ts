/** When a campaign's e-mails are to go out: one time on the wall clock, of each contact or of one zone for all. */

import { momentOf } from './local-time.ts';

/** What a person asks for. */
export interface ScheduleWish {
  /** On the wall clock: `2026-05-02T09:00`. */
  readonly localTime: string;
  /** Of all contacts, or of those whose own is not known. */
  readonly zone: string;
  /** Whether a contact's own time zone counts where it is known. */
  readonly ownZones: boolean;
}

/** A wish with what it comes to for those who get an e-mail. Epoch milliseconds and numbers of contacts. */
export interface SendSchedule extends ScheduleWish {
  readonly firstAt: number;
  readonly lastAt: number;
  /** Contacts whose own time zone is known, and those for whom `zone` stands in. */
  readonly known: number;
  readonly unknown: number;
  /** Contacts whose clocks skip the time, so that their e-mail comes as much later. */
  readonly skipped: number;
}

/** When the e-mail of a contact with this time zone is due; null where it is not known. */
export function dueAtOf({ localTime, zone, ownZones }: ScheduleWish, own: string | null): number {
  return momentOf(localTime, ownZones && own !== null ? own : zone).at;
}
