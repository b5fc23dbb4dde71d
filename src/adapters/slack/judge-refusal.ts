/** What Slack's answer to a post that it did not take means for the post. */

import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

export type Refusal =
  /** Slack named the time after which it takes the next. */
  | { readonly kind: 'rate limited'; readonly waitMs: number }
  /** Slack, the line or our token: the post itself may be in order. */
  | { readonly kind: 'away'; readonly error: string }
  /** What was to be changed is not there any more. */
  | { readonly kind: 'gone' }
  /** The post, its channel or our rights: another attempt helps only if a person mends something. */
  | { readonly kind: 'refused'; readonly error: string };

/** Slack's own troubles, which pass: https://docs.slack.dev/reference/methods/auth.test#errors. */
export const OUTAGES: ReadonlySet<string> = new Set([
  ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
]);
/** https://docs.slack.dev/reference/methods/chat.postMessage#errors: nothing that the post could be blamed for. */
const AWAY: ReadonlySet<string> = new Set([
  ...OUTAGES,
  ...['invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'account_inactive'],
]);
/** The message that was to be replied to was deleted, or never began a thread. */
const THREAD_GONE = 'thread_not_found';
const GONE: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  THREAD_GONE,
]);

export function judgeRefusal(fault: unknown): Refusal {
  if (fault instanceof WebAPIRateLimitedError)
    return { kind: 'rate limited', waitMs: fault.retryAfter * 1000 };
  if (!(fault instanceof WebAPIPlatformError))
    return { kind: 'away', error: fault instanceof Error ? fault.message : String(fault) };
  const { error } = fault.data;
  if (GONE.has(error)) return { kind: 'gone' };
  return { kind: AWAY.has(error) ? 'away' : 'refused', error };
}

export function isThreadGone(fault: unknown): boolean {
  return fault instanceof WebAPIPlatformError && fault.data.error === THREAD_GONE;
}
