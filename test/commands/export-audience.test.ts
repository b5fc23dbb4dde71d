/** The export of an audience: told to the team whoever takes it, and with addresses for approvers only. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { AUDIENCE_BUTTONS } from '../../src/adapters/slack/draw-audience.ts';
import { jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts } from '../support/propose-in-flywheel.ts';

const CONTACTS = 3;

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: readonly string[];

  beforeAll(async () => {
    const settings = { SLACK_APPROVERS: maya.id };
    flywheel = await openFlywheel({ on, at: Date.UTC(2026, 4, 1, 9), settings });
    contacts = await addContacts(flywheel, CONTACTS);
  });
  afterAll(() => flywheel.stop());

  /** What the channel is told of it, and the message with the file and what is in that. */
  async function exportAs(person: typeof maya) {
    const card = await type(flywheel, person, { text: '/audience everyone', expected: 'Export' });
    const told = await press(flywheel, person, {
      message: card,
      actionId: AUDIENCE_BUTTONS.export,
      expected: `<@${person.id}> exported`,
    });
    const hasFile = ({ files = [] }: { readonly files?: readonly unknown[] }) => files.length > 0;
    const seen = await until(flywheel, person, (all) => all.some(hasFile));
    const message = seen.findLast(hasFile)!;
    const csv = flywheel.slack.readFile(message.files![0]!.id)!.toString();
    return { told, message, csv, lines: csv.trim().split('\r\n') };
  }

  it('gives an approver the addresses, and tells the team that it did', async () => {
    const { told, message, lines } = await exportAs(maya);
    expect(told).toMatchObject({ channel: flywheel.slack.channelId });
    expect(told.only_for).toBeUndefined();
    expect(told.text).toContain(`exported ${CONTACTS} contacts with addresses: everyone`);
    expect(message.channel).toBe(maya.directMessageId);
    expect(lines[0]).toBe('contact,email,reachability,rests,probability');
    const addresses = lines.slice(1).map((line) => line.split(',')[1]);
    expect(addresses.sort()).toEqual(
      ['contact-0', 'contact-1', 'contact-2'].map((one) => `${one}@example.com`),
    );
  });

  it('gives anybody else the same contacts without a single address, and tells the team that too', async () => {
    const { told, message, csv, lines } = await exportAs(jonas);
    expect(told).toMatchObject({ channel: flywheel.slack.channelId });
    expect(told.text).toContain(`exported ${CONTACTS} contacts without addresses: everyone`);
    expect(message.channel).toBe(jonas.directMessageId);
    expect(message.text).toContain('Without addresses, which only approvers get.');
    expect(lines[0]).toBe('contact,reachability,rests,probability');
    expect(
      lines
        .slice(1)
        .map((line) => line.split(',')[0]!)
        .sort(),
    ).toEqual([...contacts].sort());
    expect(csv).not.toMatch(/@|example\.com/);
  });
});
