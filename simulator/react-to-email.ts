/** What an e-mail does to a customer: a reaction that can be seen, and a change of mind that cannot. */

import { HOUR, MINUTE } from '../src/domain/clock.ts';
import type { Random } from '../src/statistics/random.ts';
import { browse } from './browse.ts';
import { dayChances } from './demand.ts';
import type { Reaction, ReceivedEmail } from './email.ts';
import { type EmailChances, emailChances, shownProducts, takeIn } from './email-chances.ts';
import type { Life } from './life.ts';
import { visitAndOrder } from './order.ts';
import { randomFor } from './random-for.ts';
import { dayNumber, dayOf, type World } from './world.ts';

/** Draws the reaction to a mail. To be called after the day of its arrival was lived, mails in order of arrival. */
export function reactToEmail(world: World, life: Life, email: ReceivedEmail): void {
  const { customer, state } = life;
  const random = randomFor({
    seed: world.seed,
    customer: customer.index,
    day: life.mails.length,
    purpose: 'mail',
  });
  life.mails.push(email);
  const day = dayNumber(world, email.at);
  const chances = emailChances(world, life, email, day);
  const draw = {
    open: random.uniform(),
    click: random.uniform(),
    unsubscribe: random.uniform(),
    complain: random.uniform(),
    interest: random.uniform(),
    convert: random.uniform(),
  };
  const opened = draw.open < chances.open;
  const openAt = Math.floor(email.at + 2 * MINUTE + Math.min(30 * HOUR, random.exponential(3 * HOUR)));
  takeIn(world, state, email, { day, opened, chances });
  if (opened) plan(life, email, { kind: 'open', at: openAt });
  if (!state.unsubscribed && draw.unsubscribe < chances.unsubscribe) {
    plan(life, email, { kind: 'unsubscribe', at: openAt + MINUTE });
    state.unsubscribed = true;
  }
  if (draw.complain < chances.complain) {
    plan(life, email, { kind: 'complain', at: openAt + MINUTE });
    state.unsubscribed = true;
  }
  if (!opened || draw.click >= chances.click) return;
  followLink(world, life, email, { at: openAt + MINUTE, day, random, chances, draw });
}

interface Click {
  readonly at: number;
  readonly day: number;
  readonly random: Random;
  readonly chances: EmailChances;
  readonly draw: { readonly interest: number; readonly convert: number };
}

/** A click may wake interest, and interest may buy on the spot, once a day at most. */
function followLink(world: World, life: Life, email: ReceivedEmail, click: Click): void {
  const { customer, state } = life;
  const link = email.links[click.random.integer(email.links.length)]!;
  plan(life, email, { kind: 'click', at: click.at, link });
  const shown = shownProducts(world, email);
  const landing = shown.find((product) => link.endsWith(`/${product.id}`)) ?? shown[0];
  if (click.draw.interest < click.chances.interestOnClick) {
    state.dormant = false;
    state.interested = true;
  }
  const day = dayOf(world, click.day);
  const session = { world, life, day, random: click.random, clock: click.at + 4000 };
  const canBuy = state.interested && state.lastOrderDay !== click.day;
  if (canBuy && click.draw.convert < dayChances(customer, state, day).convert) {
    state.interested = false;
    visitAndOrder(session, landing);
  } else browse(session, state.interested, landing);
}

function plan(
  { customer, reactions }: Life,
  { emailId }: ReceivedEmail,
  what: Pick<Reaction, 'kind' | 'at' | 'link'>,
): void {
  const { customerId, person } = customer;
  reactions.push({ customerId, email: person.email, emailId, ...what });
}
