/** Lives one customer's day: draws what the true chances say, and plans the visit that shows it. */

import { DAY, HOUR } from '../src/domain/clock.ts';
import { browse } from './browse.ts';
import { type Day, dayChances } from './demand.ts';
import type { Life } from './life.ts';
import { visitAndOrder } from './order.ts';
import { randomFor } from './random-for.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

/** How often an interested customer who does not order comes by. */
const VISIT_WHEN_INTERESTED = 0.75;
const VISIT_WHEN_DORMANT = 0.08;

/** Moves the customer on by one day. To be called for each day once, in order. */
export function liveDay(world: World, life: Life, day: Day): void {
  const { customer, state } = life;
  if (day.number < customer.joinDay) return;
  const chances = dayChances(customer, state, day);
  const decide = randomFor({
    seed: world.seed,
    customer: customer.index,
    day: day.number,
    purpose: 'decide',
  });
  // All are drawn whether needed or not: then a mail that moves one decision leaves the others as they were.
  const draw = {
    dormant: decide.uniform(),
    interest: decide.uniform(),
    convert: decide.uniform(),
    fade: decide.uniform(),
    visit: decide.uniform(),
  };
  if (state.dormant) {
    state.dormant = draw.interest >= chances.revive;
    state.interested = !state.dormant;
  } else if (draw.dormant < chances.dormant) {
    state.dormant = true;
    state.interested = false;
  } else if (draw.interest < chances.interest) state.interested = true;

  const wasInterested = state.interested;
  if (wasInterested && draw.convert < chances.convert) {
    state.interested = false;
    visitAndOrder(openSession(world, life, day));
    return;
  }
  if (wasInterested && draw.fade < chances.fade) state.interested = false;
  if (draw.visit < visitChance(life, day, wasInterested))
    browse(openSession(world, life, day), wasInterested);
}

function visitChance({ customer, state }: Life, day: Day, interested: boolean): number {
  if (interested) return VISIT_WHEN_INTERESTED;
  if (day.number === customer.joinDay) return 1;
  const weekend = day.weekday === 0 || day.weekday === 6 ? 1.4 : 0.85;
  return customer.rates.visit * customer.activity * weekend * (state.dormant ? VISIT_WHEN_DORMANT : 1);
}

function openSession(world: World, life: Life, day: Day): Session {
  const { customer } = life;
  const random = randomFor({
    seed: world.seed,
    customer: customer.index,
    day: day.number,
    purpose: 'session',
  });
  const wished = momentAtHour(day.start, customer.hour + 1.2 * random.normal());
  // Kept an hour clear of the day's end, so that one day's visit is over before the next day's begins.
  const clock = Math.min(wished, day.start + DAY - HOUR);
  return { world, life, day, random, clock };
}

/** The moment within a day, which may begin at any hour, at which a clock (UTC) shows `hour`. */
function momentAtHour(dayStart: number, hour: number): number {
  const startHour = (dayStart % DAY) / HOUR;
  return Math.floor(dayStart + ((hour - startHour + 48) % 24) * HOUR);
}
