/** Two web processes and two workers on one PostgreSQL: whoever is killed when, each job runs once and each e-mail goes out once. */

import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { JobRun } from '../../src/domain/job.ts';
import { jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { proposeFor } from '../support/propose-in-flywheel.ts';
import { addContacts, endLeases, pidOf, restock, strikeTwice, track } from './act-on-deployment.ts';
import { createGate } from './create-gate.ts';
import { type Deployment, openDeployment } from './open-deployment.ts';

const PATIENCE = 90_000;
const CONTACTS = 24;
const CONNECTIONS = 5;

const gate = createGate();
let deployment: Deployment;
let campaign: Campaign;
let mailsBefore = 0;

beforeAll(async () => {
  deployment = await openDeployment(inject('postgresUrl'), {
    onMail: async () => {
      await gate.passed();
      return null;
    },
  });
});
afterAll(() => deployment.close());
beforeEach(async () => {
  gate.open();
  deployment.prefer(null);
  campaign = await proposeFor(deployment, await addContacts(deployment, CONTACTS));
  mailsBefore = deployment.smtp.received.length;
});

describe('the night', () => {
  it('that was missed is asked for once, and run once, though two workers start at the same moment', async () => {
    await eventually(async () => (await nights()).every(({ state }) => state === 'done'));
    expect(await nights()).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('runs once a fire, one after the other, though two clocks ask for each', async () => {
    const before = (await nights()).length;
    for (const ago of [3, 2]) await strikeTwice(deployment, deployment.app.clock.now() - ago * DAY);
    await eventually(async () => (await nights()).every(({ state }) => state === 'done'));
    const all = (await nights()).toSorted((a, b) => a.startedAt! - b.startedAt!);
    expect(all).toHaveLength(before + 2);
    expect(all.map(({ attempts }) => attempts)).toEqual(all.map(() => 1));
    const overlapping = all.slice(1).filter((night, i) => night.startedAt! < all[i]!.finishedAt!);
    expect(overlapping).toEqual([]);
  });
});

describe('an approval', () => {
  it('given through one web process is sent by a worker, and told when it is through', async () => {
    deployment.prefer(deployment.webs[0]!.url);
    await approve();
    await eventually(async () => (await stored()).state === 'sent');
    expect(mailed()).toHaveLength(CONTACTS);
    expect(new Set(mailed()).size).toBe(CONTACTS);
    await until(deployment, maya, (seen) =>
      seen.some(({ text }) => text.includes(`Campaign ${campaign.number} is through: ${CONTACTS} e-mails`)),
    );
  });

  it('given at the same moment through two web processes is one decision', async () => {
    const card = await openCard();
    const use = { blockId: blockOf(card), actionId: CAMPAIGN_BUTTONS.approve, chosen: {}, values: {} };
    // The balancer gives one to each.
    await Promise.all(
      [maya, jonas].map((person) => deployment.slack.actor.clickInMessage(person, card, use)),
    );
    await eventually(async () => (await stored()).state === 'sent');
    const decisions = await deployment.app.stores.campaigns.decisions(campaign.id);
    expect(decisions.filter(({ action }) => action === 'approve')).toHaveLength(1);
    expect(new Set(mailed()).size).toBe(CONTACTS);
    expect(mailed()).toHaveLength(CONTACTS);
  });
});

describe('a worker', () => {
  it('that dies with all it runs has its job and its messages taken over by the other when their leases end', async () => {
    const { worker, jobId } = await startHeldDelivery();
    await worker.killAll();
    const held = await endLeases(deployment);
    gate.open();
    await restock(deployment);
    await eventually(async () => (await stored()).state === 'sent');
    const { sent, unknown } = await counts();
    expect(held.sending).toBeLessThanOrEqual(CONNECTIONS);
    expect(unknown).toBe(held.sending);
    expect(sent + unknown).toBe(CONTACTS);
    expect(new Set(mailed()).size).toBe(mailed().length);
    expect(await doneRun(jobId)).toMatchObject({ attempts: 2 });
  });

  it('that is killed alone leaves its job to end by itself, and nobody runs it beside', async () => {
    const { worker, jobId } = await startHeldDelivery();
    await worker.kill();
    gate.open();
    await restock(deployment);
    await eventually(async () => (await stored()).state === 'sent');
    expect(await counts()).toMatchObject({ sent: CONTACTS, unknown: 0 });
    expect(mailed()).toHaveLength(CONTACTS);
    expect(await doneRun(jobId)).toMatchObject({ attempts: 1 });
  });

  it('that is stopped in the middle of a campaign ends what is under way, and leaves the rest to the other', async () => {
    const { worker, sender } = await startHeldDelivery();
    await worker.stop();
    // Whoever stops it may say so again, to all of its processes.
    process.kill(sender, 'SIGTERM');
    gate.open();
    expect(await worker.exited).toBe(0);
    const between = await counts();
    expect(between).toMatchObject({ claimed: 0, sending: 0, unknown: 0, failed: 0 });
    expect(between.queued).toBeGreaterThan(0);
    expect(between.sent).toBe(mailed().length);
    const fireKey = `deliver:the next minute:${campaign.id}`;
    await deployment.app.stores.jobs.insert({ name: 'deliver', fireKey, dueAt: deployment.app.clock.now() });
    await restock(deployment);
    await eventually(async () => (await stored()).state === 'sent');
    expect(await counts()).toMatchObject({ sent: CONTACTS, unknown: 0 });
    expect(mailed()).toHaveLength(CONTACTS);
  });
});

describe('a web process', () => {
  it('that is killed while it answers loses nothing that it acknowledged, and does not disturb the other', async () => {
    const [first, second] = deployment.webs;
    const asked = [first!, second!].flatMap((web) =>
      Array.from({ length: 100 }, (_, n) => track(deployment, { url: web.url, userId: `${web.url}-${n}` })),
    );
    await Promise.race(asked);
    await first!.process.kill();
    const answers = await Promise.all(asked);
    const ofSecond = answers.filter(({ url }) => url === second!.url);
    expect(ofSecond.map(({ status }) => status)).toEqual(ofSecond.map(() => 200));
    const accepted = answers.filter(({ status }) => status === 200).map(({ userId }) => userId);
    for (const userId of accepted)
      expect(await deployment.app.stores.contacts.find(userId)).toMatchObject({ eventCount: 1 });
    expect(await fetch(`${second!.url}/health/ready`)).toMatchObject({ status: 200 });
  });
});

async function nights(): Promise<readonly JobRun[]> {
  return (await deployment.app.stores.jobs.recent(100)).filter(({ name }) => name === 'nightly');
}

/** The run of the job once it is done. */
async function doneRun(jobId: string): Promise<JobRun> {
  const read = async () => (await deployment.app.stores.jobs.recent(100)).find(({ id }) => id === jobId)!;
  await eventually(async () => (await read()).state === 'done');
  return read();
}

const stored = async () => (await deployment.app.stores.campaigns.get(campaign.number))!;
const counts = () => deployment.app.stores.outbox.counts(campaign.id);
const mailed = () => deployment.smtp.received.slice(mailsBefore).map(({ to }) => to);

async function openCard(): Promise<StoredMessage> {
  const expected = `Campaign ${campaign.number}:`;
  return type(deployment, maya, { text: `/campaign ${campaign.number}`, expected });
}

async function approve(): Promise<void> {
  const message = await openCard();
  await press(deployment, maya, { message, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
}

function blockOf(card: StoredMessage): string {
  const block = card.blocks?.find((one) => JSON.stringify(one).includes(`"${CAMPAIGN_BUTTONS.approve}"`));
  return String(block?.block_id);
}

/** Approves, and waits until the delivery has e-mails under way, which the mail server keeps waiting. */
async function startHeldDelivery() {
  const reached = gate.close();
  await approve();
  await reached;
  const { rows } = await deployment.sql.query<{ id: string; owner: string }>(
    "select id, owner from jobs where name = 'deliver' and state = 'running'",
  );
  const [job] = rows;
  const messages = await deployment.sql.query<{ owner: string }>(
    "select owner from messages where state = 'sending'",
  );
  const worker = deployment.workers.find(({ pid }) => pid === pidOf(job?.owner));
  if (job === undefined || worker === undefined)
    throw new Error(`no worker runs the delivery of ${job?.owner}`);
  deployment.workers.splice(deployment.workers.indexOf(worker), 1);
  return { worker, jobId: job.id, sender: pidOf(messages.rows[0]?.owner) };
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      const jobs = JSON.stringify(await deployment.app.stores.jobs.recent(10));
      throw new Error(`It did not come about. ${jobs} ${deployment.workers.map((one) => one.said()).join()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
