/** Turns what nodemailer reports of a failed attempt into a Delivery: what may be tried again, and what must not be. */

import type { Delivery } from '../../domain/email.ts';

/** The fields that nodemailer sets on its errors. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** RFC 5321 replies that speak of the mailbox itself, unless an enhanced code says something else. */
const MAILBOX_REPLIES: readonly number[] = [550, 551, 553];
/** What a server answers to a client that should have logged in (RFC 4954). */
const AUTH_REPLIES: readonly number[] = [530, 534, 535, 538];

/**
 * `handedOver` tells whether a byte of the message went out. A reply of the server settles the matter; without one, and
 * with bytes gone, nobody can know.
 */
export function classifyFailure(error: unknown, handedOver: boolean): Delivery {
  const failure = error as SmtpError;
  const response = describe(failure);
  const { responseCode } = failure;
  if (responseCode !== undefined && isAboutMessage(failure, responseCode, handedOver)) {
    if (responseCode >= 500 && responseCode < 600)
      return { kind: 'rejected', response, hardBounce: isHardBounce(failure, responseCode) };
    if (responseCode >= 400) return { kind: 'deferred', response };
  }
  return { kind: handedOver ? 'unknown' : 'unreachable', response };
}

/**
 * A sender refused for good (5xx to MAIL FROM) or a log-in that is missing is our own fault, the same for every
 * recipient: it must stop the sending and not fail a whole campaign message by message.
 */
function isAboutMessage({ command, code }: SmtpError, responseCode: number, handedOver: boolean): boolean {
  if (handedOver) return true;
  if (code === 'EAUTH' || AUTH_REPLIES.includes(responseCode)) return false;
  if (command === 'MAIL FROM') return responseCode < 500 || responseCode === 552;
  return command === 'RCPT TO' || command === 'DATA';
}

/**
 * 5.1.x is a bad address by RFC 3463 (5.1.7 and 5.1.8: the sender's) and 5.2.1 a closed mailbox; 5.7.x is policy and
 * 5.2.2 a full mailbox, whatever the basic code says.
 */
function isHardBounce({ command, response }: SmtpError, responseCode: number): boolean {
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  if (enhanced) return /^5\.(1\.(?![78]$)|2\.1$)/.test(enhanced);
  return command === 'RCPT TO' && MAILBOX_REPLIES.includes(responseCode);
}

function describe({ response, message, code }: SmtpError): string {
  return (response ?? (code === undefined ? message : `${message} (${code})`)).slice(0, 500);
}
