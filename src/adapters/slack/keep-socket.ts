/** Keeps one Socket Mode connection open, however often Slack renews it or the line breaks. */

import { setTimeout } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';

type SocketModeClient = SocketModeReceiver['client'];

export interface KeptSocket {
  /** Resolves when connected. Rejects when the first attempt fails, with what Slack said. */
  start(): Promise<void>;
  stop(): Promise<void>;
  isOpen(): boolean;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** For the goodbye of the other side. */
const STOP_PATIENCE_MS = 2_000;

/**
 * The client must not reconnect by itself: socket-mode 3.1.0 waits five seconds even when Slack only renews the
 * connection, and an outage while it asks for a new address is an unhandled rejection, which ends the process.
 */
export function keepSocket(client: SocketModeClient, warn: (words: string) => void): KeptSocket {
  let isOpen = false;
  let stop = new AbortController();
  let connecting: Promise<unknown> | null = null;

  const connect = (attempt: Promise<unknown>): void => {
    connecting = attempt.finally(() => {
      connecting = null;
      // It may have broken again in the moment between.
      reconnect();
    });
  };
  const reconnect = (): void => {
    if (!stop.signal.aborted && !isOpen && connecting === null)
      connect(connectPatiently(client, stop.signal, warn));
  };
  client.on('connected', () => {
    isOpen = true;
  });
  client.on('disconnected', () => {
    isOpen = false;
    reconnect();
  });
  return {
    async start() {
      stop = new AbortController();
      const first = client.start();
      connect(first.catch(() => stop.abort()));
      await first;
    },
    async stop() {
      stop.abort();
      await Promise.race([client.disconnect(), wait(STOP_PATIENCE_MS)]);
    },
    isOpen: () => isOpen,
  };
}

/** Tries until it succeeds or is told to stop, after ever longer waits; never rejects. */
async function connectPatiently(
  client: SocketModeClient,
  stop: AbortSignal,
  warn: (words: string) => void,
): Promise<void> {
  for (let failures = 0; !stop.aborted; failures += 1) {
    try {
      await client.start();
      return;
    } catch (fault) {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      warn(`Slack cannot be reached over Socket Mode (${wordsOf(fault)}); next attempt in ${waitMs} ms`);
      await wait(waitMs, stop);
    }
  }
}

/** Never holds up the end of the process. */
async function wait(milliseconds: number, stop?: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false, ...(stop && { signal: stop }) }).catch(
    () => undefined,
  );
}

/** A connection that ends before Slack's greeting gives no reason. */
function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'the connection broke';
}
