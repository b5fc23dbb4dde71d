/** The simulated customers across restarts: whatever is broken off when, nothing happens twice and nothing is lost. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CustomerMail } from '../../demo/life/read-customer-mail.ts';
import { type Door, openCustomers } from '../../demo/life/simulated-customers.ts';
import { rememberWorkspace } from '../../demo/remember-workspace.ts';
import type { Reaction } from '../../simulator/email.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';

const START = Date.UTC(2026, 3, 1, 9);
const CUSTOMERS = 60;
const NEVER = new AbortController().signal;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-customers-'));
  folders.push(folder);
  return folder;
}

/** A process's view of the folder: what was remembered, and a clock. */
async function open(folder: string, clock: { now: number }) {
  const memory = rememberWorkspace(folder, {
    shop: 'simulated',
    seed: 3,
    customers: CUSTOMERS,
    historyDays: 30,
    startAt: START,
    livedUntil: null,
    clockOffsetMs: 0,
    isWelcomed: true,
    isReady: true,
  });
  const customers = openCustomers({
    memory,
    folder,
    baseUrl: 'http://shop.test',
    clock: { now: () => clock.now },
  });
  await customers.recover(NEVER);
  return customers;
}

interface Heard {
  readonly messages: string[];
  readonly reactions: string[];
}

function listen(heard: Heard): Door {
  return {
    collect: async (messages) =>
      void heard.messages.push(...messages.map((message) => JSON.stringify(message))),
    async react(reactions) {
      heard.reactions.push(...reactions.map(nameReaction));
      return reactions;
    },
  };
}

const nameReaction = ({ kind, emailId, at, link }: Reaction) => `${emailId} ${kind} ${at} ${link ?? ''}`;

function buildMail(to: string, number: number): CustomerMail {
  return {
    emailId: `mail-${number}-${to}`,
    to,
    at: 0,
    links: ['http://shop.test/c/token'],
    productIds: ['amber-soy-candle'],
    hasOffer: false,
    pixelUrl: null,
    unsubscribeUrl: null,
  };
}

/** Forty days in steps of eight hours, with a mail to everyone every tenth day; a new process before each of `restarts`. */
async function live(restarts: ReadonlySet<number>): Promise<Heard> {
  const folder = newFolder();
  const heard: Heard = { messages: [], reactions: [] };
  const clock = { now: START };
  let customers = await open(folder, clock);
  for (let step = 1; step <= 120; step += 1) {
    if (restarts.has(step)) customers = await open(folder, clock);
    // The shop lags behind the clock when a mail arrives, as it does between two minutes.
    clock.now = START + step * 8 * HOUR - HOUR;
    if (step % 30 === 20) for (const id of customers.shop.customerIds) customers.receive(buildMail(id, step));
    clock.now += HOUR;
    await customers.liveUntil(clock.now, listen(heard));
  }
  return heard;
}

describe('simulated customers', () => {
  it('live the same life whether the process is restarted or not', async () => {
    const unbroken = await live(new Set());
    const broken = await live(new Set([2, 21, 22, 50, 51, 80, 119]));
    expect(unbroken.messages.length).toBeGreaterThan(500);
    expect(unbroken.reactions.length).toBeGreaterThan(20);
    expect(broken).toEqual(unbroken);
  });

  it('are not influenced by mail that arrives twice, or to a stranger', async () => {
    const folder = newFolder();
    const customers = await open(folder, { now: START });
    const mail = buildMail(customers.shop.customerIds[0]!, 1);
    expect(customers.receive(mail)).toBe(true);
    expect(customers.receive(mail)).toBe(true);
    expect(customers.receive(buildMail('nobody@example.com', 2))).toBe(false);
    expect([...customers.mails.keys()]).toEqual([mail.emailId]);
    expect([...(await open(folder, { now: START })).mails.keys()]).toEqual([mail.emailId]);
  });

  it('say again what a closed door did not take, and after a crash at most the same with the same ids', async () => {
    const folder = newFolder();
    const clock = { now: START };
    const customers = await open(folder, clock);
    const whole = listen({ messages: [], reactions: [] });
    const closed: Door = { ...whole, collect: () => Promise.reject(new Error('the door is closed')) };
    await expect(customers.liveUntil(START + 5 * DAY, closed)).rejects.toThrow('the door is closed');
    const later: Heard = { messages: [], reactions: [] };
    await customers.liveUntil(START + 6 * DAY, listen(later));
    const unbroken: Heard = { messages: [], reactions: [] };
    await (await open(newFolder(), clock)).liveUntil(START + 6 * DAY, listen(unbroken));
    expect(later.messages).toEqual(unbroken.messages);

    // Handed over, but killed before that was noted.
    const killed: Heard = { messages: [], reactions: [] };
    const atCrash: Door = { ...listen(killed), react: () => Promise.reject(new Error('killed')) };
    await expect(customers.liveUntil(START + 8 * DAY, atCrash)).rejects.toThrow('killed');
    const again: Heard = { messages: [], reactions: [] };
    await (await open(folder, clock)).liveUntil(START + 8 * DAY, listen(again));
    expect(again.messages).toEqual(killed.messages);
    expect(again.messages.length).toBeGreaterThan(0);
  });
});
