/** The bot's own tab and its home in the local Slack. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { DAY } from '../../src/domain/clock.ts';
import { jonas, maya, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { wordsOf } from './read-card.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let contacts: string[];
  const heard: WorkspaceEvent[] = [];

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NOW });
    contacts = await addContacts(flywheel, 3);
    flywheel.slack.subscribe((event) => heard.push(event));
  });
  afterAll(async () => {
    expect(flywheel.refusedCalls).toEqual([]);
    await flywheel.stop();
  });

  /** Writes to the bot; resolves with its answer in the thread. */
  async function write(text: string) {
    const channel = maya.directMessageId;
    await flywheel.slack.actor.say(maya, { channel }, text);
    const { messages } = flywheel.slack.scene(maya.id);
    const { ts } = messages.findLast((message) => message.user === maya.id)!;
    const seen = await until(flywheel, maya, (all) => all.some(({ thread_ts }) => thread_ts === ts));
    return seen.find(({ thread_ts }) => thread_ts === ts)!;
  }

  /** What the person is offered to ask. */
  const promptsOf = (person: typeof maya) =>
    heard.flatMap((event) =>
      event.type === 'assistant' && event.onlyFor === person.id ? event.prompts : [],
    );

  async function home(person: typeof maya) {
    const before = flywheel.slack.scene(person.id).home?.hash;
    await flywheel.slack.actor.openHome(person, 'home');
    await until(flywheel, person, () => flywheel.slack.scene(person.id).home?.hash !== before);
    const view = flywheel.slack.scene(person.id).home!;
    return { view, words: wordsOf({ text: '', blocks: view.blocks }) };
  }

  /** The home once it reads as wanted: it may be drawn anew meanwhile for what came before. */
  async function shown(person: typeof maya, words: RegExp) {
    const view = () => flywheel.slack.scene(person.id).home!;
    await until(flywheel, person, () => words.test(wordsOf({ text: '', blocks: view().blocks })));
    return view();
  }

  describe('a message to the bot', () => {
    it('is answered in the thread, by the same rules as the commands', async () => {
      expect(wordsOf(await write('how many people consented to e-mail'))).toContain('Audience: 3 contacts');
      expect(wordsOf(await write('campaigns'))).toContain('There is no campaign yet');
      expect(wordsOf(await write('report'))).toContain('The last 7 days');
      expect(wordsOf(await write('how good is the model?'))).toContain('No model has been trained yet');
      expect((await write('predict')).text).toContain('No model has been trained yet');
      expect((await write('help')).text).toContain('win back lapsed candle buyers');
    });

    it('shows a campaign whose buttons work', async () => {
      const { number } = await proposeFor(flywheel, contacts);
      const card = await write(`campaign ${number}`);
      expect(JSON.stringify(card.blocks)).toContain(CAMPAIGN_BUTTONS.approve);
      await expect
        .poll(async () => (await flywheel.app.stores.campaigns.get(number))!.cards)
        .toEqual([{ channel: maya.directMessageId, ts: card.ts, threadTs: card.thread_ts }]);
    });

    it('that is not understood gets three suggestions', async () => {
      const answer = await write('sing me a song');
      expect(answer.text.match(/^• /gm)).toHaveLength(3);
      await expect.poll(() => promptsOf(maya)).toHaveLength(3);
    });

    it('is preceded by prompts when somebody opens the tab', async () => {
      await flywheel.slack.actor.openHome(jonas, 'messages');
      await expect
        .poll(() => promptsOf(jonas))
        .toMatchObject([{ message: 'predict' }, { message: 'campaigns' }, { message: 'report' }]);
    });
  });

  describe('the home', () => {
    it('shows each person what waits for them, what runs, and what the night learnt', async () => {
      flywheel.setTime(NOW + 3 * DAY);
      const own = await proposeFor(flywheel, contacts, { requestedBy: maya.id, title: 'Asked by Maya' });
      const { words } = await home(maya);
      expect(words).toContain('Proposed since yesterday');
      expect(words.indexOf('Asked by Maya')).toBeGreaterThan(words.indexOf('Proposed since yesterday'));
      expect(words).toContain('No night has passed yet');
      expect(words).toContain('Not measured yet');
      const other = await home(jonas);
      expect(other.words.indexOf('Asked by Maya')).toBeLessThan(
        other.words.indexOf('Proposed since yesterday'),
      );
      await flywheel.runJob('nightly');
      await home(jonas);
      const { blocks } = await shown(jonas, /Last night's training\*\n.*Not enough data to train/);
      expect(wordsOf({ text: '', blocks })).toContain('checks passed');
      expect(own.number).toBeGreaterThan(0);
    });

    it('is drawn anew for whoever has it open when something changes', async () => {
      await home(jonas);
      const wordsNow = () => JSON.stringify(flywheel.slack.scene(jonas.id).home!.blocks);
      const { number, contentHash } = await proposeFor(flywheel, contacts, {
        title: 'Came while it was open',
      });
      await expect.poll(wordsNow).toContain('Came while it was open');
      await flywheel.app.stores.campaigns.transition({
        campaignId: (await flywheel.app.stores.campaigns.get(number))!.id,
        from: 'proposed',
        to: 'rejected',
        contentHash,
        action: 'reject',
        actor: maya.id,
        at: flywheel.app.clock.now(),
        comment: 'no',
      });
      await expect.poll(wordsNow).not.toContain('Came while it was open');
    });

    it('opens a campaign into the conversation of the person', async () => {
      const { view } = await home(jonas);
      const block = view.blocks.find((candidate) => JSON.stringify(candidate).includes('Asked by Maya'))!;
      await flywheel.slack.actor.clickInView(jonas, view.id, {
        blockId: String(block.block_id),
        actionId: CAMPAIGN_BUTTONS.open,
        chosen: {},
        values: {},
      });
      const seen = await until(flywheel, jonas, (all) =>
        all.some(({ channel, text }) => channel === jonas.directMessageId && text.includes('Asked by Maya')),
      );
      expect(JSON.stringify(seen.at(-1))).toContain('Asked by Maya');
    });
  });
});
