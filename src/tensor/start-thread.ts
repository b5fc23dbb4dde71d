/** Starts a thread that answers each order with a reply, in their order. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';

export interface Thread<Order, Reply> {
  /** What is moved is copied by nobody, and gone here. Rejects `unavailable` when the thread died. */
  ask(order: Order, moved?: readonly ArrayBuffer[]): Promise<Reply>;
  /** Resolves when it has ended. */
  close(): Promise<void>;
}

export interface ThreadStart {
  /** Compiled code. It ends when it is told null. */
  readonly file: URL;
  /** What it does, for who reads that it died. */
  readonly work: string;
  readonly workerData?: unknown;
}

/** With this one. More of them share ever smaller parts, and wait for each other. */
const MOST_THREADS = 4;

/** How many threads share what there is to compute, with this one: one for each core, but only where the code was compiled. */
export function countThreads(): number {
  return import.meta.url.endsWith('.ts') ? 1 : Math.min(MOST_THREADS, availableParallelism());
}

/** It keeps the process alive only while a reply is waited for. */
export function startThread<Order, Reply>({ file, work, workerData }: ThreadStart): Thread<Order, Reply> {
  const worker = new Worker(file, { workerData });
  worker.unref();
  const waiting: { resolve: (reply: Reply) => void; reject: (fault: Error) => void }[] = [];
  let fault: Error | undefined;
  const die = (why: string) => {
    fault ??= new AppError(
      'unavailable',
      `A thread of the ${work} ended (${why}), and with it the ${work}. Start it again.`,
    );
    for (const { reject } of waiting.splice(0)) reject(fault);
  };
  worker.on('message', (reply: Reply) => {
    waiting.shift()?.resolve(reply);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', (cause: Error) => die(cause.message));
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve())).then(() =>
    die('it exited'),
  );
  return {
    ask: (order, moved = []) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(fault);
        waiting.push({ resolve, reject });
        worker.ref();
        worker.postMessage(order, moved);
      }),
    async close() {
      worker.ref();
      worker.postMessage(null);
      await ended;
    },
  };
}
