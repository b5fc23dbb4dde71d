/** What tests do to a deployment of several processes, besides killing them. */

import { startSchedule } from '../../jobs/schedule-jobs.ts';
import { sendCalls } from '../support/send-calls.ts';
import type { Deployment } from './open-deployment.ts';

/** New ones, since nobody is e-mailed by two campaigns within a few days. */
export async function addContacts(deployment: Deployment, count: number): Promise<string[]> {
  const { contacts } = deployment.app.stores;
  const known = await contacts.count();
  const userIds = Array.from({ length: count }, (_, n) => `contact-${known + n}`);
  const consent = { email: true };
  await sendCalls(
    deployment,
    userIds.map((userId) => ({
      type: 'identify',
      userId,
      traits: { email: `${userId}@example.com`, consent },
    })),
  );
  const found = await Promise.all(userIds.map((userId) => contacts.find(userId)));
  return found.map((contact) => contact!.id);
}

/** What two servers whose clocks strike at the same moment do. */
export async function strikeTwice(deployment: Deployment, at: number): Promise<void> {
  const apps = await Promise.all([1, 2].map(() => deployment.openApp({ now: () => at })));
  const stops = await Promise.all(apps.map((app) => startSchedule(app, () => undefined)));
  for (const stop of stops) await stop();
  for (const app of apps) await app.close();
}

/** As though the leases of what nobody works on any more had run out. */
export async function endLeases(deployment: Deployment): Promise<{ readonly sending: number }> {
  const now = deployment.app.clock.now();
  await deployment.sql.query("update jobs set lease_until = $1 where state = 'running'", [now]);
  const { rows } = await deployment.sql.query<{ state: string }>(
    "update messages set lease_until = $1 where state in ('claimed', 'sending') returning state",
    [now],
  );
  return { sending: rows.filter(({ state }) => state === 'sending').length };
}

/** Another worker in the place of the one that is gone. */
export async function restock(deployment: Deployment): Promise<void> {
  deployment.workers.push(await deployment.startWorker());
}

export async function track(
  deployment: Deployment,
  { url, userId }: { readonly url: string; readonly userId: string },
) {
  const status = await fetch(`${url}/v1/track`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${deployment.app.writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ userId, event: 'Product Viewed', properties: { product_id: 'pot' } }),
  }).then(
    (response) => response.status,
    () => null,
  );
  return { url, userId, status };
}

/** An owner is `host:pid:random`. */
export function pidOf(owner: string | undefined): number {
  return Number(owner?.split(':')[1]);
}
