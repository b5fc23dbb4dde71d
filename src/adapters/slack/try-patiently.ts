/** Goes on trying to reach Slack while the rest of the product works. */

import { setTimeout } from 'node:timers/promises';
import { WebAPIPlatformError } from '@slack/web-api';
import { AppError } from '../../errors.ts';
import { OUTAGES } from './judge-refusal.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Patience {
  readonly stop: AbortSignal;
  readonly warn: (words: string) => void;
}

/**
 * Resolves after the first attempt. Where Slack could not be reached or is in trouble, further ones follow by themselves: its outage must
 * not keep us from taking events and unsubscriptions. Rejects with `invalid` where Slack answered and refused.
 */
export async function startPatiently(attempt: () => Promise<unknown>, patience: Patience): Promise<void> {
  try {
    await attempt();
  } catch (fault) {
    if (fault instanceof WebAPIPlatformError && !OUTAGES.has(fault.data.error)) throw toRefusal(fault);
    patience.warn(`Slack cannot be reached (${wordsOf(fault)}): everything else works meanwhile`);
    void tryPatiently(attempt, patience);
  }
}

/** Tries until it succeeds or is told to stop, after ever longer waits; never rejects. */
export async function tryPatiently(attempt: () => Promise<unknown>, { stop, warn }: Patience): Promise<void> {
  for (let failures = 0; !stop.aborted; failures += 1) {
    try {
      await attempt();
      return;
    } catch (fault) {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      warn(`Slack cannot be reached (${wordsOf(fault)}); next attempt in ${waitMs} ms`);
      // Never holds up the end of the process.
      await setTimeout(waitMs, undefined, { ref: false, signal: stop }).catch(() => undefined);
    }
  }
}

function toRefusal(fault: WebAPIPlatformError): AppError {
  const { error } = fault.data;
  return new AppError(
    'invalid',
    `Slack refused us (${error}): compare SLACK_BOT_TOKEN and SLACK_APP_TOKEN with the app's settings at https://api.slack.com/apps.`,
    { cause: fault },
  );
}

/** A connection that ends before Slack's greeting gives no reason. */
function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'the connection broke';
}
