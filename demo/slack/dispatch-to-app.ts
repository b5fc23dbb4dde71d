/** Sends what people do to the bot over HTTP, signed as Slack signs it, and reports what the bot answered. */
import { createHmac } from 'node:crypto';
import type { Json } from './wire-types.ts';

export type AppAnswer =
  | { kind: 'answered'; body: Json | string }
  /** The bot did not acknowledge in time, was not there, or answered with an error. */
  | { kind: 'failed'; reason: 'operation_timeout' | 'dispatch_failed' };

export interface AppDispatcher {
  /** A slash command: form fields. */
  command(fields: Record<string, string>): Promise<AppAnswer>;
  /** A click or a modal: JSON in the form field `payload`. */
  interaction(payload: Json): Promise<AppAnswer>;
  /** An event: a JSON body. */
  event(payload: Json): Promise<AppAnswer>;
}

export interface DispatchOptions {
  appUrl: string;
  signingSecret: string;
  /** How long the bot has to acknowledge; Slack gives 3,000 ms. */
  ackTimeoutMs: number;
}

export function createAppDispatcher({ appUrl, signingSecret, ackTimeoutMs }: DispatchOptions): AppDispatcher {
  const send = async (
    body: string,
    contentType: string,
    headers: Record<string, string> = {},
  ): Promise<AppAnswer> => {
    // Bolt compares with the real time, whatever the workspace's clock says.
    const timestamp = String(Math.floor(Date.now() / 1000));
    try {
      const response = await fetch(appUrl, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': sign(signingSecret, timestamp, body),
          ...headers,
        },
        body,
        signal: AbortSignal.timeout(ackTimeoutMs),
      });
      const text = await response.text();
      return response.ok
        ? { kind: 'answered', body: parse(text) }
        : { kind: 'failed', reason: 'dispatch_failed' };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'failed', reason: late ? 'operation_timeout' : 'dispatch_failed' };
    }
  };
  const form = 'application/x-www-form-urlencoded';
  return {
    command: (fields) => send(new URLSearchParams(fields).toString(), form),
    interaction: (payload) =>
      send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form),
    event: (payload) =>
      repeatEvent((attempt, reason) =>
        send(JSON.stringify(payload), 'application/json', describeRetry(attempt, reason)),
      ),
  };
}

/** An event that is not acknowledged is sent again at once. Slack does so twice more, after a minute and after five. */
export async function repeatEvent(
  send: (attempt: number, reason: string) => Promise<AppAnswer>,
): Promise<AppAnswer> {
  const answer = await send(0, '');
  if (answer.kind === 'answered') return answer;
  return send(1, answer.reason === 'operation_timeout' ? 'http_timeout' : 'http_error');
}

function describeRetry(attempt: number, reason: string): Record<string, string> {
  return attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function parse(text: string): Json | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : text;
  } catch {
    return text;
  }
}
