/** A workspace that removes Flywheel in the middle of a mailing: what is under way ends, and nothing else leaves. */

import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { FLYWHEEL_ACTOR } from '../src/domain/campaign.ts';
import { describeOnEach, type Kind } from './support/each-database.ts';
import { addTo, startSeveral } from './support/open-several.ts';
import { addContacts, approveFor, proposeFor } from './support/propose-in-flywheel.ts';
import { TEAMS } from './support/slack-grants.ts';
import { startSmtp } from './support/smtp.ts';
import { waitFor } from './support/wait-for.ts';

const TEA = TEAMS[1].id;
/** With a mail server that takes so long for each, all of them would take half a minute. */
const CONTACTS = 400;
const SLOWLY_MS = 400;

/** A workspace with an approved campaign that is not sent yet. */
async function openMailing(on: Kind, isWorker: boolean) {
  const smtp = await startSmtp({ onMail: () => pause(SLOWLY_MS, null) });
  onTestFinished(smtp.close);
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'tea@example.com', POSTAL_ADDRESS: '1 Leaf Street' };
  const several = await startSeveral({ on, isWorker, settings: mail });
  await addTo(several, TEA);
  const app = await several.appOf(TEA);
  const contacts = await addContacts({ app, url: several.url }, CONTACTS);
  const campaign = await proposeFor({ app }, contacts);
  await approveFor({ app }, campaign, app.clock.now());
  return { several, app, campaign, received: smtp.received };
}

describeOnEach((on) => {
  it.each([
    ['a worker that is told of it', true],
    ['a job that somebody began by hand in another process', false],
  ])('stops %s, and holds the rest when it is added again', async (_, isWorker) => {
    const { several, app, campaign, received } = await openMailing(on, isWorker);
    const { outbox, campaigns, jobs } = app.stores;
    const run = isWorker
      ? jobs.insert({ name: 'deliver', fireKey: 'deliver:test', dueAt: app.clock.now() })
      : several.runJob(TEA, 'deliver');
    await waitFor(() => expect(received.length).toBeGreaterThan(0));
    await several.slacks.remove(TEA);
    await run;
    const settled = async () => {
      // Between two e-mails nothing is under way either.
      expect((await jobs.recent(9)).filter(({ state }) => state === 'running')).toEqual([]);
      const { sent, queued } = await outbox.counts(campaign.id);
      expect(sent + queued).toBe(CONTACTS);
    };
    await waitFor(settled);
    const { sent } = await outbox.counts(campaign.id);
    expect(received).toHaveLength(sent);
    expect(sent).toBeLessThan(CONTACTS);

    await addTo(several, TEA);
    const held = await campaigns.get(campaign.number);
    expect(held).toMatchObject({ state: 'paused', decision: { action: 'pause', actor: FLYWHEEL_ACTOR } });
    expect((await outbox.counts(campaign.id)).sent).toBe(sent);
  });

  it('puts an approval back that nothing was sent of', async () => {
    const { several, app, campaign } = await openMailing(on, false);
    await several.slacks.remove(TEA);
    await waitFor(async () =>
      expect(await several.house.installations.find(TEA)).toMatchObject({ state: 'ended' }),
    );
    await addTo(several, TEA);
    const held = await app.stores.campaigns.get(campaign.number);
    expect(held).toMatchObject({ state: 'proposed', decision: { action: 'undo', actor: FLYWHEEL_ACTOR } });
  });
});
