/** Commits what several messages became at one moment in one transaction, and then the events that tell of it. */

import type { EventStore, NewEvent } from '../domain/event.ts';
import type { MessageTransition, OutboxStore } from '../domain/message.ts';
import { AppError } from '../errors.ts';

export interface CommitGroup {
  /** True when the message was still held, and the transition is on disk. The event is stored only then. */
  commit(transition: MessageTransition, event?: NewEvent): Promise<boolean>;
  /** Stores the events that could not be stored so far. Throws what the store threw. */
  flush(): Promise<void>;
}

function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found';
}

interface Entry {
  readonly transition: MessageTransition;
  readonly event: NewEvent | undefined;
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** While one commit is under way the next transitions gather: the more connections, the fewer commits a message. */
export function createCommitGroup(
  outbox: Pick<OutboxStore, 'transition'>,
  events: Pick<EventStore, 'ingest'>,
  owner: string,
): CommitGroup {
  const waiting: Entry[] = [];
  let unstored: NewEvent[] = [];
  let running = false;

  async function storeEvents(): Promise<void> {
    if (unstored.length === 0) return;
    try {
      await events.ingest(unstored, []);
      unstored = [];
    } catch (error) {
      if (!isGone(error)) throw error;
      await storeOneByOne();
    }
  }

  /** A contact was forgotten meanwhile: its event goes with it, and takes no other along. */
  async function storeOneByOne(): Promise<void> {
    while (unstored.length > 0) {
      await events.ingest(unstored.slice(0, 1), []).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
      unstored = unstored.slice(1);
    }
  }

  async function commitGroup(group: readonly Entry[]): Promise<void> {
    try {
      const held = await outbox.transition(
        owner,
        group.map(({ transition }) => transition),
      );
      for (const { transition, event } of group)
        if (event && held.has(transition.messageId)) unstored.push(event);
      // A mail that went out stays sent though its event fails: it is tried again with the next group, then by flush.
      await storeEvents().catch(() => undefined);
      for (const { transition, resolve } of group) resolve(held.has(transition.messageId));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) await commitGroup(waiting.splice(0));
    running = false;
  }

  return {
    commit(transition, event) {
      return new Promise((resolve, reject) => {
        waiting.push({ transition, event, resolve, reject });
        if (!running) void drain();
      });
    },
    flush: storeEvents,
  };
}
