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

/** SQLite commits while nothing else runs, so that a commit a message would leave no time to talk to the mail server. */
export function createCommitGroup({ outbox, owner, enough }: CommitGroupOptions): CommitGroup {
  let waiting: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function commitWaiting(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const group = waiting;
    waiting = [];
    try {
      const transitions = group.map(({ transition }) => transition);
      const held = await outbox.transition(owner, transitions);
      for (const { transition, resolve } of group) resolve(held.has(transition.messageId));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    commit(transition) {
      return new Promise((resolve, reject) => {
        waiting.push({ transition, resolve, reject });
        if (waiting.length >= enough) void commitWaiting();
        else timer ??= setTimeout(commitWaiting, GATHER_MILLISECONDS);
      });
    },
  };
}
