/** `/report` in the local Slack: what a week's e-mails brought, on e-mails that really went out. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';
import { sendCalls } from '../support/send-calls.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    contacts = await addContacts(flywheel, 6);
  });
  afterAll(async () => {
    expect(flywheel.refusedCalls).toEqual([]);
    await flywheel.stop();
  });

  const report = (text: string, expected: string) =>
    type(flywheel, maya, { text: `/report ${text}`.trim(), expected });

  async function sendTo(contactIds: readonly string[], at: number) {
    flywheel.setTime(at);
    const campaign = await proposeFor(flywheel, contactIds);
    await approveFor(flywheel, campaign, at - HOUR);
    // Whatever time an approval leaves to think again has passed.
    flywheel.setTime(at + HOUR);
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: contactIds.length });
    return campaign;
  }

  it('says that nothing was sent', async () => {
    const words = wordsOf(await report('', 'The last 7 days'));
    expect(words).toContain('0 e-mails sent');
    expect(words).toContain('Nothing was sent in this time');
    expect(words).toContain('Click rate: no e-mails sent yet');
    expect(words).toContain('There is no model yet');
    expect(words).not.toContain('Whom e-mails move');
    await flywheel.runJob('nightly');
    expect(wordsOf(await report('', 'Whom e-mails move'))).toContain(
      'not enough data for uplift at 30 % and Qini',
    );
  });

  it('counts what was sent and came back in the week, with denominators, beside the week before', async () => {
    await sendTo(contacts.slice(0, 2), NOW);
    const campaign = await sendTo(contacts.slice(2, 6), NOW + 8 * DAY);
    flywheel.setTime(NOW + 9 * DAY);
    await sendCalls(flywheel, [
      {
        type: 'track',
        userId: 'contact-3',
        event: 'Order Completed',
        timestamp: new Date(NOW + 9 * DAY - HOUR).toISOString(),
        properties: { order_id: 'o1', total: 42, currency: 'EUR', products: [] },
      },
    ]);
    const words = wordsOf(await report('week', 'The last 7 days'));
    expect(words).toContain('*4 e-mails sent* (the week before: 2)');
    expect(words).toContain('*100.0 %* (4 of 4; 0 bounced)');
    expect(words).toMatch(/Conversion rate: \*25.0 %\* \(1 of 4 e-mails sent, 95 % interval/);
    expect(words).toContain('€42.00 (the week before: €0.00)');
    expect(words).toContain('conversion rate 0.0 % (0 of 2)');
    expect(words).toContain(`*${campaign.number}. `);
    expect(words).toContain('cannot');
  });

  it('reports on one campaign, and says which have nothing to report', async () => {
    const words = wordsOf(await report('1', 'Campaign 1:'));
    expect(words).toContain('*2 e-mails sent*');
    expect(words).not.toContain('week before');
    expect(words).toContain('E-mails sent on 1 May 2026, and');
    const { number } = await proposeFor(flywheel, contacts.slice(0, 1));
    await report(String(number), 'has sent nothing yet');
    await report('99', 'There is no campaign 99');
    await report('nonsense', '/report week');
    await report('help', 'beside the seven before');
  });
});
