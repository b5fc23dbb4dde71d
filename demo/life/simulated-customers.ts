/** The simulated customers across restarts: the shop is made anew from its seed and gets its mail again at the same moments. */

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reaction } from '../../simulator/email.ts';
import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { createShop, type Shop } from '../../simulator/shop.ts';
import { type Clock, DAY } from '../../src/domain/clock.ts';
import { AppError } from '../../src/errors.ts';
import type { WorkspaceMemory } from '../remember-workspace.ts';
import { type CustomerMail, customerMailSchema } from './read-customer-mail.ts';

export interface SimulatedCustomers {
  readonly shop: Shop;
  /** Mails that customers got, by id. */
  readonly mails: ReadonlyMap<string, CustomerMail>;
  /** Lives again, unheard, up to where the last start came. To be called first, and once. Stops when `signal` fires. */
  recover(signal: AbortSignal): Promise<void>;
  /** Puts a mail before its customer, once; false when no customer has this address. */
  receive(mail: CustomerMail): boolean;
  /**
   * Lives on to a moment and hands over what happened since. When the door fails, what was not handed over is kept and
   * handed over with the next step.
   */
  liveUntil(at: number, door: Door): Promise<Lived>;
}

/** Where what customers do goes. */
export interface Door {
  collect(messages: readonly SegmentMessage[]): Promise<void>;
  /** Gives those that could be done: without consent, for one, an e-mail has no pixel that an open would fetch. */
  react(reactions: readonly Reaction[]): Promise<readonly Reaction[]>;
}

export interface Lived {
  readonly messages: number;
  /** Those that were done. */
  readonly reactions: readonly Reaction[];
}

export interface CustomersOptions {
  readonly memory: WorkspaceMemory;
  /** Keeps which mail arrived when. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly clock: Clock;
}

export function openCustomers({ memory, folder, baseUrl, clock }: CustomersOptions): SimulatedCustomers {
  const { seed, customers, startAt, historyDays: days } = memory.get();
  const shop = createShop({ seed, customers, startAt, days, baseUrl });
  const log = join(folder, 'customer-mail.ndjson');
  const mails = new Map(readLog(log).map((mail) => [mail.emailId, mail]));
  const pending: { messages: SegmentMessage[]; reactions: Reaction[] } = { messages: [], reactions: [] };
  return {
    shop,
    mails,
    async recover(signal) {
      // All mail is handed in beforehand: the shop keeps each for its day.
      for (const mail of mails.values()) shop.receiveEmail(mail);
      const { livedUntil } = memory.get();
      for (let at = startAt; livedUntil !== null && at < livedUntil && !signal.aborted; await nextTurn()) {
        at = Math.min(at + DAY, livedUntil);
        shop.advanceTo(at);
      }
    },
    receive(mail) {
      if (mails.has(mail.emailId)) return true;
      // As the shop takes it: what arrives while it moves on counts as now.
      const received = { ...mail, at: Math.max(clock.now(), shop.now()) };
      if (!isCustomer(shop, received)) return false;
      mails.set(received.emailId, received);
      appendFileSync(log, `${JSON.stringify(received)}\n`);
      return true;
    },
    async liveUntil(at, door) {
      const happened = shop.advanceTo(Math.max(at, shop.now()));
      pending.messages.push(...happened.messages);
      pending.reactions.push(...happened.reactions);
      const { messages, reactions } = pending;
      await door.collect(messages);
      pending.messages = [];
      const done = await door.react(reactions);
      pending.reactions = [];
      memory.set({ livedUntil: shop.now() });
      return { messages: messages.length, reactions: done };
    },
  };
}

function isCustomer(shop: Shop, mail: CustomerMail): boolean {
  try {
    shop.receiveEmail(mail);
    return true;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return false;
    throw fault;
  }
}

/** A process that was killed may leave half a last line: that mail is found in the inbox and received then. */
function readLog(file: string): CustomerMail[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [customerMailSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
