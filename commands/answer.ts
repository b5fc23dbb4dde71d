/** The one wrapper around every command and button: acknowledge at once, answer after, tell what went wrong. */

import type {
  App,
  BlockButtonAction,
  RespondFn,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Card } from '../src/adapters/slack/card.ts';
import { plural, readTyped } from '../src/adapters/slack/mrkdwn.ts';
import type { ChartMessage } from '../src/adapters/slack/post-charts.ts';
import type { Chart } from '../src/domain/chart.ts';
import { AppError } from '../src/errors.ts';
import type { CommandParts } from './command-parts.ts';

/** What a command's answer can use besides its text. */
export interface CommandCall {
  /** What was typed after the command, or a button's value. */
  readonly text: string;
  readonly actor: string;
  readonly channel: string;
  readonly client: WebClient;
  readonly respond: RespondFn;
}

/** What a command says at once, and the charts that follow it. */
export interface Answer extends Card {
  readonly charts?: readonly Chart[];
}

export interface ButtonCall extends CommandCall {
  readonly triggerId: string;
  /** Draws the pressed message anew; null where others see it too, as that is kept up to date for all of them. */
  readonly redraw: ((card: Card) => Promise<unknown>) | null;
}

/** Registers a slash command whose answer is shown to the person who typed it. A null answer was given already. */
export function onCommand(
  bolt: App,
  parts: CommandParts,
  { name, answer }: { readonly name: string; readonly answer: (call: CommandCall) => Promise<Answer | null> },
): void {
  bolt.command(
    name,
    async ({ ack, command, client, respond }: SlackCommandMiddlewareArgs & { client: WebClient }) => {
      await ack();
      const call = {
        text: readTyped(command.text),
        actor: command.user_id,
        channel: command.channel_id,
        client,
        respond,
      };
      await tellFaults(parts, respond, async () => {
        const found = await answer(call);
        if (found === null) return;
        const { charts = [], ...card } = found;
        await respond({ response_type: 'ephemeral', ...card });
        if (charts.length > 0) await showCharts(parts, charts, { ...call, team: command.team_id });
      });
    },
  );
}

/** Below the answer, for the same person. The answer stands without them. */
async function showCharts(
  parts: CommandParts,
  charts: readonly Chart[],
  { respond, ...place }: CommandCall & { readonly team: string },
): Promise<void> {
  const send = (message: ChartMessage) =>
    respond({ response_type: 'ephemeral', replace_original: false, ...message });
  try {
    await parts.postCharts(charts, { ...place, send });
  } catch (err) {
    // Expected where Flywheel stops meanwhile, or Slack is away or asks us to wait.
    const level = err instanceof AppError || err instanceof WebAPIRateLimitedError ? 'warn' : 'error';
    parts.log[level]({ err }, 'charts could not be shown; the answer was given without them');
  }
}

/** Registers a button; `text` of the call is the button's value. */
export function onButton(
  bolt: App,
  parts: CommandParts,
  { id, act }: { readonly id: string | RegExp; readonly act: (call: ButtonCall) => Promise<void> },
): void {
  bolt.action(
    id,
    async ({
      ack,
      body,
      action,
      client,
      respond,
    }: SlackActionMiddlewareArgs<BlockButtonAction> & { client: WebClient }) => {
      await ack();
      const call = {
        text: 'value' in action ? (action.value ?? '') : '',
        actor: body.user.id,
        // A home is no channel: what is posted for it goes to the person's own conversation with the bot.
        channel: body.channel?.id ?? body.user.id,
        triggerId: body.trigger_id,
        client,
        respond: body.response_url === undefined ? respondDirectly(client, body.user.id) : respond,
        redraw:
          body.container?.['is_ephemeral'] === true
            ? (card: Card) => respond({ replace_original: true, ...card })
            : null,
      };
      await tellFaults(parts, call.respond, () => act(call));
    },
  );
}

/** Where Slack gives no response address, in a home, the person is answered in their conversation with the bot. */
function respondDirectly(client: WebClient, person: string): RespondFn {
  return async (message) => {
    const said = typeof message === 'string' ? { text: message } : message;
    await client.chat.postMessage({
      channel: person,
      text: said.text ?? '',
      ...('blocks' in said && said.blocks !== undefined ? { blocks: said.blocks } : {}),
    });
    return new Response();
  };
}

/** Runs work and tells the person, and only the person, when it is refused or fails. */
async function tellFaults(parts: CommandParts, respond: RespondFn, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    await respond({ response_type: 'ephemeral', replace_original: false, text: wordsFor(parts, fault) });
  }
}

/** What to tell a person about a fault: an expected one in its own words, another one without its insides. */
export function wordsFor(parts: CommandParts, fault: unknown): string {
  if (fault instanceof AppError) return fault.message;
  if (fault instanceof WebAPIRateLimitedError)
    return `Slack asks us to wait ${plural(fault.retryAfter, 'second')} before it takes this from us: try it again then.`;
  parts.log.error({ err: fault }, 'a command failed unexpectedly');
  return 'Something went wrong on our side. Look whether it was done before you try it again; if it happens again, the log says more.';
}

/** What follows a change that was made, such as drawing it: a fault there takes nothing back, so the person is told that it was `done`. */
export async function afterwards(
  { log }: Pick<CommandParts, 'log'>,
  done: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (cause) {
    log.error({ err: cause }, 'what follows a change failed; the change stands');
    throw new AppError(
      'unavailable',
      `${done} That stands, but something went wrong on our side after it, so not everything here may show it yet.`,
      { cause },
    );
  }
}
