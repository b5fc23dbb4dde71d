/** What will happen, as well as anyone could know it: computed from the hidden chances, never estimated from events. */

import { dayChances } from './demand.ts';
import type { Email } from './email.ts';
import { emailChances, takeIn } from './email-chances.ts';
import type { Life } from './life.ts';
import type { CustomerState } from './state.ts';
import { dayOf, type World } from './world.ts';

/** How likely a customer who has not ordered yet is in each state; what is missing to 1 has ordered. */
interface Masses {
  readonly idle: number;
  readonly interested: number;
  readonly dormant: number;
}

export interface Question {
  /** The simulated day at whose beginning it is asked, before anything of that day happened. */
  readonly day: number;
  readonly windowDays: number;
  /** A mail that arrives on that day; no other follows. */
  readonly email?: Email;
}

/**
 * The chance of at least one order on the days [day, day + windowDays). Exact: until the first order the chances of a day
 * depend on the day and on three states alone, so the chance of getting through without one is a product of
 * three-by-three matrices (the forward algorithm of a hidden Markov chain).
 */
export function conversionProbability(world: World, life: Life, question: Question): number {
  const { state } = life;
  const end = question.day + question.windowDays;
  const start: Masses = {
    idle: state.dormant || state.interested ? 0 : 1,
    interested: state.interested ? 1 : 0,
    dormant: state.dormant ? 1 : 0,
  };
  if (question.email === undefined) return 1 - sum(pass(world, life, start, [question.day, end]));
  const evening = pass(world, life, start, [question.day, question.day + 1]);
  let without = 0;
  for (const branch of readings(world, life, question.email, { day: question.day, evening })) {
    without += sum(pass(world, { ...life, state: branch.state }, branch.masses, [question.day + 1, end]));
  }
  return 1 - without;
}

/** Lets the masses live through the days [from, to) without an order. */
function pass(world: World, life: Life, start: Masses, [from, to]: readonly [number, number]): Masses {
  let masses = start;
  for (let number = Math.max(from, life.customer.joinDay); number < to; number += 1) {
    const chances = dayChances(life.customer, life.state, dayOf(world, number));
    const awake = 1 - chances.dormant;
    const interested =
      masses.interested * awake + masses.idle * awake * chances.interest + masses.dormant * chances.revive;
    const unsold = interested * (1 - chances.convert);
    masses = {
      idle: masses.idle * awake * (1 - chances.interest) + unsold * chances.fade,
      interested: unsold * (1 - chances.fade),
      dormant: masses.dormant * (1 - chances.revive) + (masses.idle + masses.interested) * chances.dormant,
    };
  }
  return masses;
}

interface Branch {
  readonly state: CustomerState;
  readonly masses: Masses;
}

/** All ways in which the mail may be taken: awake or dormant; unopened, opened, clicked. Their masses add up. */
function readings(
  world: World,
  life: Life,
  email: Email,
  { day, evening }: { readonly day: number; readonly evening: Masses },
): readonly Branch[] {
  const awake = { ...evening, dormant: 0 };
  const dormant = { idle: 0, interested: 0, dormant: evening.dormant };
  return [awake, dormant].flatMap((masses) => {
    const before = { ...life.state, dormant: masses.dormant > 0 };
    const chances = emailChances(world, { ...life, state: before }, email, day);
    const after = (opened: boolean): CustomerState => {
      const state = { ...before, mails: [...before.mails] };
      takeIn(world, state, email, { day, opened, chances });
      return state;
    };
    const unread = after(false);
    const read = after(true);
    const { convert } = dayChances(life.customer, read, dayOf(world, day));
    const clicked = afterClick(masses, chances.interestOnClick, convert);
    return [
      { state: unread, masses: scale(masses, 1 - chances.open) },
      { state: read, masses: scale(masses, chances.open * (1 - chances.click)) },
      { state: read, masses: scale(clicked, chances.open * chances.click) },
    ];
  });
}

function afterClick(masses: Masses, wakes: number, convert: number): Masses {
  return {
    idle: masses.idle * (1 - wakes),
    interested: (masses.interested + (masses.idle + masses.dormant) * wakes) * (1 - convert),
    dormant: masses.dormant * (1 - wakes),
  };
}

function scale(masses: Masses, by: number): Masses {
  return { idle: masses.idle * by, interested: masses.interested * by, dormant: masses.dormant * by };
}

function sum(masses: Masses): number {
  return masses.idle + masses.interested + masses.dormant;
}
