/** What waits for the database, and how much may. */

/** A queue is full when either is at its bound. */
export interface QueueState {
  readonly calls: number;
  readonly maxCalls: number;
  /** Of the calls' JSON, near enough. */
  readonly bytes: number;
  readonly maxBytes: number;
}

export const MAX_QUEUED_CALLS = 20_000;
/** What is read from them takes as much again. A full queue of calls has 3 KB for each. */
export const MAX_QUEUED_BYTES = 64 * 1024 * 1024;

/** The queues of several workspaces in one process, which wait for one database: together they are full when one of them could be. */
export function addUpQueues(queues: Iterable<() => QueueState>): QueueState {
  let [calls, bytes] = [0, 0];
  for (const queue of queues) {
    const state = queue();
    calls += state.calls;
    bytes += state.bytes;
  }
  return { calls, maxCalls: MAX_QUEUED_CALLS, bytes, maxBytes: MAX_QUEUED_BYTES };
}
