/** What the local Slack did not take from the bot, and the demand that it was never for how something was drawn. */

import type { ApiCall } from '../../demo/slack/serve-web-api.ts';
import type { LocalSlack } from '../../demo/slack/start-slack.ts';

export interface RefusedCalls {
  /** Whatever was refused so far, but for a chart that this workspace does not draw: a picture follows it. */
  readonly calls: readonly ApiCall[];
  /** Throws when a message or a view was refused for what is in it. */
  demandWellDrawn(): void;
}

export function keepRefusedCalls(slack: Pick<LocalSlack, 'onCall'>): RefusedCalls {
  const calls: ApiCall[] = [];
  slack.onCall((call) => {
    if (!call.result.ok && !isNativeChart(call)) calls.push(call);
  });
  return {
    calls,
    demandWellDrawn() {
      const faults = calls.flatMap(faultsOf);
      if (faults.length > 0) throw new Error(`Slack refused what was drawn:\n${faults.join('\n')}`);
    },
  };
}

function faultsOf({ method, result }: ApiCall): readonly string[] {
  const metadata = result['response_metadata'] as { readonly messages?: readonly string[] } | undefined;
  return (metadata?.messages ?? []).map((message) => `${method}: ${message}`);
}

function isNativeChart({ args }: ApiCall): boolean {
  const { blocks } = args as { readonly blocks?: readonly { readonly type?: unknown }[] };
  return Array.isArray(blocks) && blocks[0]?.type === 'data_visualization';
}
