/** Processes that are killed between an approval and its first e-mail: nothing leaves early, Undo outlives them, and all of it goes out once. */

import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { startSlack } from '../../demo/slack/start-slack.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { MINUTE } from '../../src/domain/clock.ts';
import { current, maya, press, type } from '../support/act-in-slack.ts';
import { describeOnEach, type Kind } from '../support/each-database.ts';
import { localSlackSettings, openApp } from '../support/open-app.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { startSmtp } from '../support/smtp.ts';
import { PATIENCE_MS, waitFor } from '../support/wait-for.ts';
import { startProcess } from './start-process.ts';

const CONTACTS = 12;
const UNDO_MINUTES = 10;

/** A Slack, a mail server, a web process and a worker that can be killed and started again at another time. */
async function openHouse(on: Kind) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const smtp = await startSmtp();
  onTestFinished(smtp.close);
  const slack = await startSlack({
    ...{ signingSecret: 'a secret', appUrl: `${url}/slack/events` },
    ...{ socketMode: on === 'PostgreSQL', patienceMs: PATIENCE_MS },
  });
  onTestFinished(slack.close);
  const { app, settings } = await openApp({
    on,
    settings: {
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'warn',
      UNDO_MINUTES: String(UNDO_MINUTES),
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Candle & Co <hello@candle.example>',
      POSTAL_ADDRESS: '1 Wick Lane, Bristol',
      ...localSlackSettings(slack),
    },
  });
  const startBoth = async (aheadMs = 0) => {
    const at = { ...settings, FLYWHEEL_CLOCK_OFFSET_MS: String(aheadMs) };
    const both = await Promise.all([startProcess('web', at), startProcess('worker', at)]);
    const killBoth = async () => void (await Promise.all(both.map((one) => one.killAll())));
    onTestFinished(killBoth);
    return killBoth;
  };
  /** As the clock does each minute; resolves when it is through. */
  const deliver = async (key: string) => {
    await app.stores.jobs.insert({ name: 'deliver', fireKey: key, dueAt: Date.now() });
    const find = async () => (await app.stores.jobs.recent(100)).find(({ fireKey }) => fireKey === key);
    await waitFor(async () => expect((await find())?.state).toBe('done'));
  };
  return { app, url, slack, smtp, startBoth, deliver };
}

describeOnEach((on) => {
  it('sends nothing before its moment, can be undone after a restart, and sends each once after another', async () => {
    const { startBoth, deliver, smtp, ...house } = await openHouse(on);
    let killBoth = await startBoth();
    const { number } = await proposeFor(house, await addContacts(house, CONTACTS));
    const stored = async () => (await house.app.stores.campaigns.get(number))!;
    const asked = { text: `/campaign ${number}`, expected: CAMPAIGN_BUTTONS.approve };
    const card = await type(house, maya, asked);
    const click = (actionId: string, expected: string) =>
      press(house, maya, { message: current(house, maya, card.ts), actionId, expected });
    await click(CAMPAIGN_BUTTONS.approve, CAMPAIGN_BUTTONS.undo);
    await killBoth();

    killBoth = await startBoth();
    await deliver('after the first kill');
    expect(await stored()).toMatchObject({ state: 'approved' });
    expect(smtp.received).toEqual([]);
    await click(CAMPAIGN_BUTTONS.undo, CAMPAIGN_BUTTONS.approve);
    expect(await stored()).toMatchObject({ state: 'proposed', startsAt: null });
    await click(CAMPAIGN_BUTTONS.approve, CAMPAIGN_BUTTONS.undo);
    await killBoth();

    killBoth = await startBoth((UNDO_MINUTES / 2) * MINUTE);
    await deliver('within the minutes');
    expect(smtp.received).toEqual([]);
    await killBoth();

    await startBoth(UNDO_MINUTES * MINUTE);
    await waitFor(async () => expect((await stored()).state).toBe('sent'));
    await deliver('once more');
    expect(smtp.received).toHaveLength(CONTACTS);
    expect(new Set(smtp.received.map(({ to }) => String(to))).size).toBe(CONTACTS);
  });
});
