/** Opens the form of the settings as a person does, from the bot's home. */

import { expect } from 'vitest';
import type { View } from '../../demo/slack/wire-types.ts';
import { SETTINGS } from '../../src/adapters/slack/draw-settings-form.ts';
import { type maya, until } from './act-in-slack.ts';
import type { RunningFlywheel } from './open-flywheel.ts';

type Person = typeof maya;

/** Only presses: whether a form opens is up to the bot. */
export async function pressSettings(flywheel: RunningFlywheel, person: Person): Promise<void> {
  await flywheel.slack.actor.openHome(person, 'home');
  await until(flywheel, person, () => flywheel.slack.scene(person.id).home !== undefined);
  const { id, blocks } = flywheel.slack.scene(person.id).home!;
  const block = blocks.find((one) => JSON.stringify(one).includes(`"${SETTINGS}"`))!;
  const use = { blockId: String(block.block_id), actionId: SETTINGS, chosen: {}, values: {} };
  await flywheel.slack.actor.clickInView(person, id, use);
}

export async function openSettings(flywheel: RunningFlywheel, person: Person): Promise<View> {
  const newest = () => flywheel.slack.scene(person.id).modals.at(-1);
  const before = newest()?.id;
  await pressSettings(flywheel, person);
  await expect.poll(() => newest()?.id ?? before).not.toBe(before);
  return newest()!;
}
