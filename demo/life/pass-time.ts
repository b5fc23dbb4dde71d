/** Lets time pass in the workspace: the clock goes forward hour by hour, and customers and jobs with it. */

import type { Reaction } from '../../simulator/email.ts';
import { isDue } from '../../src/domain/campaign.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import { AppError } from '../../src/errors.ts';
import { runNight, type ShopParts } from './open-shop.ts';
import { runJob } from './run-job.ts';

export interface TimeParts extends ShopParts {
  moveClock(milliseconds: number): void;
}

/** What is done with an e-mail is recorded when it arrives at our server: so the clock must not be far ahead of it. */
const STEP_HOURS = 6;
/** More than a person can approve in a workspace. */
const CAMPAIGNS_LOOKED_AT = 1_000;

interface Lived {
  messages: number;
  readonly reactions: Reaction[];
}

/**
 * Moves on by minutes: less than a day at once, else day by day. What customers do is recorded and what is due is sent; the
 * models are trained once, at the end, if a day went by. Gives a sentence on what happened. Throws what the door or a job throws;
 * the time that passed has passed.
 */
export async function passTime(parts: TimeParts, minutes: number): Promise<string> {
  const total: Lived = { messages: 0, reactions: [] };
  if (minutes < DAY / MINUTE) {
    await moveOn(parts, minutes * MINUTE, total);
    await sendDue(parts);
    return `${say(minutes, 'minute')} went by: ${describe(total)}.`;
  }
  return passDays(parts, Math.round((minutes * MINUTE) / DAY), total);
}

async function passDays(parts: TimeParts, days: number, total: Lived): Promise<string> {
  const tell = (day: number) =>
    parts.status.set({
      phase: 'working',
      text: `Day ${Math.max(day, 1)} of ${days}: ${describe(total)}`,
      progress: day / (days + 1),
    });
  tell(0);
  for (let day = 1; day <= days; day += 1) {
    for (let hour = 0; hour < 24; hour += STEP_HOURS) {
      await moveOn(parts, STEP_HOURS * HOUR, total);
    }
    tell(day);
    await sendDue(parts);
    await followUp(parts);
  }
  await runNight(parts);
  return `${days === 1 ? 'A day' : `${days} days`} went by: ${describe(total)}.`;
}

async function moveOn(parts: TimeParts, milliseconds: number, total: Lived): Promise<void> {
  parts.signal.throwIfAborted();
  await parts.dispatcher.whileIdle(() => parts.moveClock(milliseconds));
  const lived = await parts.customers.liveUntil(parts.app.clock.now(), parts.door);
  total.messages += lived.messages;
  total.reactions.push(...lived.reactions);
}

/** Reminders and results come on the day on which they are due; Slack shows them, so a failure is told there. */
async function followUp(parts: TimeParts): Promise<void> {
  await runJob(parts, { name: 'follow-up', fireKey: `follow-up:workspace:${parts.app.clock.now()}` });
}

/** Sends what has become due, and waits for it. */
async function sendDue(parts: TimeParts): Promise<void> {
  const { stores, clock } = parts.app;
  const now = clock.now();
  const dueAt = await stores.outbox.nextDueAt();
  const approved = await stores.campaigns.list(['approved'], CAMPAIGNS_LOOKED_AT);
  const isWork = (dueAt !== null && dueAt <= now) || approved.some((campaign) => isDue(campaign, now));
  if (!isWork) return;
  const run = await runJob(parts, { name: 'deliver', fireKey: `deliver:workspace:${now}` });
  if (run.state === 'failed') throw new AppError('unavailable', `E-mails could not be sent: ${run.error}`);
}

function describe({ messages, reactions }: Lived): string {
  const count = (...kinds: Reaction['kind'][]) => reactions.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    say(messages, 'event'),
    say(count('open'), 'open'),
    say(count('click'), 'click'),
    say(count('unsubscribe', 'complain'), 'unsubscribe'),
  ];
  return parts.join(', ');
}

function say(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
