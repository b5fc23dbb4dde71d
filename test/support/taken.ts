/** Draws only what Slack takes: whatever a test draws goes through here. */

import { expect } from 'vitest';
import { validateBlocks, validateView } from '../../demo/slack/validate-blocks.ts';

/** What was drawn, a message or a view, once the validator of the local Slack has found nothing in it to refuse. */
export function taken<Drawn extends { readonly blocks: readonly unknown[] }>(drawn: Drawn): Drawn {
  const isView = 'type' in drawn;
  expect(isView ? validateView(drawn) : validateBlocks(drawn.blocks)).toEqual([]);
  if (!isView) {
    const { text } = drawn as { readonly text?: unknown };
    expect(text, 'every message has words that stand in for its blocks').toEqual(expect.stringMatching(/\S/));
  }
  return drawn;
}
