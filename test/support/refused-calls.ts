/** What the local Slack did not take from the bot, and the demand that it was never for how something was drawn. */

import type { ApiCall } from '../../demo/slack/serve-web-api.ts';
import type { LocalSlack } from '../../demo/slack/start-slack.ts';
import { validateBlocks } from '../../demo/slack/validate-blocks.ts';

export interface RefusedCalls {
  /** Whatever was refused so far, but for a well-drawn chart that this workspace does not draw: a picture follows it. */
  readonly calls: readonly ApiCall[];
  /** Throws when a message or a view was refused for what is in it. */
  demandWellDrawn(): void;
}

export function keepRefusedCalls(slack: Pick<LocalSlack, 'onCall'>): RefusedCalls {
  const calls: ApiCall[] = [];
  slack.onCall((call) => {
    if (!call.result.ok && !isUnknownChart(call)) calls.push(call);
  });
  return {
    calls,
    demandWellDrawn() {
      const faults = calls.flatMap(faultsOf);
      if (faults.length > 0) throw new Error(`Slack refused what was drawn:\n${faults.join('\n')}`);
    },
  };
}

/** In Slack's words; of a chart of its own kind also what a workspace that draws it would say. */
function faultsOf({ method, args, result }: ApiCall): readonly string[] {
  const own = isNativeChart(args) ? validateBlocks(args['blocks']) : [];
  return [...complaintsOf(result), ...own].map((message) => `${method}: ${message}`);
}

function complaintsOf(result: ApiCall['result']): readonly string[] {
  const metadata = result['response_metadata'] as { readonly messages?: readonly string[] } | undefined;
  return metadata?.messages ?? [];
}

/** Whether a chart was refused for nothing but that this workspace does not know the block. */
function isUnknownChart({ args, result }: ApiCall): boolean {
  return (
    isNativeChart(args) &&
    complaintsOf(result).every((words) => words.includes('unsupported type: data_visualization')) &&
    validateBlocks(args['blocks']).length === 0
  );
}

function isNativeChart(args: ApiCall['args']): boolean {
  const { blocks } = args as { readonly blocks?: readonly { readonly type?: unknown }[] };
  return Array.isArray(blocks) && blocks.some(({ type }) => type === 'data_visualization');
}
