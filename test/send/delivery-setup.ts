/** A shop and a mail server for each test of delivery, and ways to look at what became of it. */

import { afterEach, beforeEach } from 'vitest';
import { createMailer, type MailerOptions } from '../../src/adapters/email/create-mailer.ts';
import type { Mailer } from '../../src/domain/email.ts';
import type { MessageState } from '../../src/domain/message.ts';
import type { Kind } from '../support/each-database.ts';
import { type MarketingShop, openMarketingShop } from '../support/marketing-shop.ts';
import { type SmtpBehaviour, startSmtp, type TestSmtp } from '../support/smtp.ts';

/** The shop of the test that runs. */
export let shop: MarketingShop;
/** What to close after the test. */
export const closers: (() => Promise<unknown>)[] = [];

/** Opens a shop before each test that is defined beside it, and closes everything after it. */
export function openShopForEach(on: Kind = 'SQLite'): void {
  beforeEach(async () => {
    shop = await openMarketingShop(on);
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await shop.close();
  });
}

export async function openMail(
  behaviour: SmtpBehaviour = {},
  options: MailerOptions = {},
): Promise<{ smtp: TestSmtp; mailer: Mailer }> {
  const smtp = await startSmtp(behaviour);
  const mailer = createMailer(smtp.url, options);
  closers.push(smtp.close, mailer.close);
  return { smtp, mailer };
}

export async function addContacts(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await shop.addContact(`c${i}`)).id);
  return ids;
}

export async function messageOf(contactId: string) {
  return (await shop.stores.outbox.ofContact(contactId, 1))[0]!;
}

export async function stateOf(contactId: string): Promise<MessageState> {
  return (await messageOf(contactId)).state;
}

export async function eventsOf(contactId: string): Promise<readonly string[]> {
  return (await shop.stores.events.history(contactId, 100)).events.map(({ name }) => name);
}
