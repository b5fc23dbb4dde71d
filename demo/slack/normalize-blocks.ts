/** Gives blocks and elements the ids that Slack gives to those sent without, so that a click can name them. */
import { randomBytes } from 'node:crypto';
import type { Block, Json } from './wire-types.ts';

/** A copy in which every block has a block_id and every interactive element an action_id. */
export function normalizeBlocks(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    const copy: Block = { ...block, block_id: block.block_id || drawId() };
    for (const key of ['accessory', 'element'] as const) {
      if (copy[key]) copy[key] = withActionId(copy[key] as Json);
    }
    if (block.type === 'actions') copy['elements'] = (copy['elements'] as Json[]).map(withActionId);
    return copy;
  });
}

/** The element that a person can use, by its two ids; undefined if the blocks hold no such element. */
export function findElement(blocks: readonly Block[], blockId: string, actionId: string): Json | undefined {
  const block = blocks.find(({ block_id }) => block_id === blockId);
  if (!block) return undefined;
  const elements = [
    block['accessory'],
    block['element'],
    ...((block['elements'] as Json[] | undefined) ?? []),
  ];
  return elements.find((element) => (element as Json | undefined)?.['action_id'] === actionId) as
    | Json
    | undefined;
}

function withActionId(element: Json): Json {
  return element['type'] === 'image' ? element : { ...element, action_id: element['action_id'] || drawId() };
}

const drawId = (): string => randomBytes(4).toString('base64url').slice(0, 5);
