/** Lets time pass for one customer: days in order, each day's mail after the day itself; and lives a life again. */

import type { Day } from './demand.ts';
import { beginLife, type Life } from './life.ts';
import { liveDay } from './live-day.ts';
import { reactToEmail } from './react-to-email.ts';
import { dayNumber, dayOf, type World } from './world.ts';

/** Lives a day and takes in the mail that was waiting for it. */
export function liveOn(world: World, life: Life, day: Day): void {
  liveDay(world, life, day);
  if (life.inbox.length === 0) return;
  const today = life.inbox.filter((email) => dayNumber(world, email.at) <= day.number);
  life.inbox = life.inbox.filter((email) => dayNumber(world, email.at) > day.number);
  for (const email of today.sort((a, b) => a.at - b.at)) reactToEmail(world, life, email);
}

/** The same life, lived anew from its first day up to the beginning of a day: how things stood then. */
export function liveAgain(world: World, life: Life, untilDay: number): Life {
  const again = beginLife(world, life.customer);
  again.inbox = life.mails.filter((email) => dayNumber(world, email.at) < untilDay);
  for (let number = 0; number < untilDay; number += 1) liveOn(world, again, dayOf(world, number));
  return again;
}
