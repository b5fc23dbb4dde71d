/** How long a night may take: once that is used up, it leaves out what it can do without, and says so. */

import { type Clock, MINUTE } from './clock.ts';

export interface NightBudget {
  readonly minutes: number;
  /** Keeps the budget's time, which is the machine's however the shop's clock was moved. */
  readonly clock: Clock;
  /** Nought or less once it is used up. */
  secondsLeft(): number;
}

/** Begins now. */
export function startBudget(minutes: number, clock: Clock): NightBudget {
  const endsAt = clock.now() + minutes * MINUTE;
  return { minutes, clock, secondsLeft: () => (endsAt - clock.now()) / 1000 };
}

/** Why something was left out, to go after "since" or a colon. */
export function sayUsedUp({ minutes }: Pick<NightBudget, 'minutes'>): string {
  return `the ${minutes} minutes that a night may take (NIGHT_MINUTES) were used up`;
}
