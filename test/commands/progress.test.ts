/** How far sending is: one message that is edited in place, and the home of whoever has it open. */

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { current, jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { createMailGate, type MailGate } from '../support/mail-gate.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';
import { wordsOf } from './read-card.ts';

const CONTACTS = 10;
const PROGRESS = /(\d+) of 10 e-mails, \d+ of them sent/;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let gate: MailGate;
  let smtp: TestSmtp;

  beforeAll(async () => {
    gate = createMailGate(0);
    smtp = await startSmtp({ onMail: gate.pass });
    flywheel = await openFlywheel({ on, at: Date.UTC(2026, 4, 1, 9), settings: { SMTP_URL: smtp.url } });
  });
  afterAll(async () => {
    gate.open();
    await flywheel.stop();
    await smtp.close();
  });

  const homeWords = () => {
    const { home } = flywheel.slack.scene(jonas.id);
    return home === undefined ? '' : wordsOf({ text: '', blocks: home.blocks });
  };

  it('is told by one message, edited in place, and at home beside the campaign, until all is sent', async () => {
    const contacts = await addContacts(flywheel, CONTACTS);
    const { number, strategy } = await proposeFor(flywheel, contacts, { title: 'Spring candles' });
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    await press(flywheel, maya, { message: card, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
    const told: { readonly ts: string; readonly done: string }[] = [];
    onTestFinished(
      flywheel.slack.subscribe((event) => {
        const done = event.type === 'message' ? PROGRESS.exec(wordsOf(event.message))?.[1] : undefined;
        if (event.type === 'message' && done !== undefined) told.push({ ts: event.message.ts, done });
      }),
    );
    await flywheel.slack.actor.openHome(jonas, 'home');
    const delivering = flywheel.runJob('deliver');
    for (const [more, done] of [
      [3, 3],
      [4, 7],
    ] as const) {
      gate.letIn(more);
      const words = `${done} of ${CONTACTS} e-mails, ${done} of them sent`;
      await until(flywheel, maya, () => wordsOf(current(flywheel, maya, card.ts)).includes(words));
      await until(flywheel, jonas, () => homeWords().includes(words));
      expect(homeWords()).toMatch(
        new RegExp(`\\*${number}\\. ${strategy.title}\\* · sending\n.*\n.*${words}`),
      );
    }
    gate.open();
    expect(await delivering).toMatchObject({ ok: true, remaining: 0 });
    await until(flywheel, maya, () => wordsOf(current(flywheel, maya, card.ts)).includes('Sent · version 1'));
    await until(flywheel, jonas, () => !homeWords().includes(strategy.title));
    expect(new Set(told.map(({ ts }) => ts))).toEqual(new Set([card.ts]));
    const values = [...new Set(told.map(({ done }) => Number(done)))];
    expect(values).toEqual(expect.arrayContaining([3, 7]));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });
});
