/** Commits what several messages became at about one moment in one transaction. */

import type { MessageTransition, OutboxStore } from '../domain/message.ts';

export interface CommitGroup {
  /** True when the message was still held, and the transition is on disk. */
  commit(transition: MessageTransition): Promise<boolean>;
}

export interface CommitGroupOptions {
  readonly outbox: Pick<OutboxStore, 'transition'>;
  readonly owner: string;
  /** So many transitions are committed without waiting for more. */
  readonly enough: number;
}

interface Entry {
  readonly transition: MessageTransition;
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** About what one commit takes: nobody waits longer for company than the commit would have taken alone. */
const GATHER_MILLISECONDS = 4;

/**
 * SQLite commits while nothing else runs, so that a commit a message would leave no time to talk to the mail server. One
 * commit follows the other: what is asked for first is on disk first.
 */
export function createCommitGroup({ outbox, owner, enough }: CommitGroupOptions): CommitGroup {
  let waiting: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isCommitting = false;

  async function commitWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isCommitting = true;
    const group = waiting;
    waiting = [];
    try {
      const held = await outbox.transition(
        owner,
        group.map(({ transition }) => transition),
      );
      for (const { transition, resolve } of group) resolve(held.has(transition.messageId));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    isCommitting = false;
    commitSoon();
  }

  function commitSoon(): void {
    if (isCommitting || waiting.length === 0) return;
    if (waiting.length >= enough) void commitWaiting();
    else timer ??= setTimeout(commitWaiting, GATHER_MILLISECONDS);
  }

  return {
    commit(transition) {
      return new Promise((resolve, reject) => {
        waiting.push({ transition, resolve, reject });
        commitSoon();
      });
    },
  };
}
