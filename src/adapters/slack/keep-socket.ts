/** Keeps one Socket Mode connection open, however often Slack renews it or the line breaks. */

import { setTimeout } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { tryPatiently } from './try-patiently.ts';

type SocketModeClient = SocketModeReceiver['client'];

export interface KeptSocket {
  /** Resolves when connected. Rejects when the first attempt fails, with what Slack said. */
  start(): Promise<void>;
  stop(): Promise<void>;
  isOpen(): boolean;
}

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
      connect(tryPatiently(() => client.start(), { stop: stop.signal, warn }));
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
      await Promise.race([client.disconnect(), setTimeout(STOP_PATIENCE_MS, undefined, { ref: false })]);
    },
    isOpen: () => isOpen,
  };
}
