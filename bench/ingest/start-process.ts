/** Starts a process of a bench and talks to it: one order, one answer. */

import { once } from 'node:events';
import { forkModule } from '../fork-module.ts';

export interface BenchProcess {
  readonly pid: number;
  /** Resolves once the code is loaded. Rejects when the process ends before. */
  readonly loaded: Promise<void>;
  /** Rejects with what went wrong over there, or when the process ends before it answers. */
  ask<Answer>(order: unknown): Promise<Answer>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface Reply {
  readonly answer?: unknown;
  readonly fault?: string;
}

/**
 * `name` is that of a file beside this one, which runs compiled as the product does: from the sources there is no thread of
 * its own for events. It is loaded at once, and does nothing before it is asked to.
 */
export function startProcess(name: string, environment: Readonly<Record<string, string>> = {}): BenchProcess {
  const child = forkModule(`ingest/${name}`, environment);
  const exited = once(child, 'exit');
  const hear = async (): Promise<unknown> => {
    const gone = exited.then(([code, signal]) => ({ fault: `${name} ended with ${code ?? signal}` }));
    const said = once(child, 'message').then(([reply]) => reply as Reply);
    const { answer, fault } = (await Promise.race([said, gone])) as Reply;
    if (fault !== undefined) throw new Error(fault);
    return answer;
  };
  const loaded = hear().then(() => undefined);
  // One that is never needed is killed before it has loaded.
  loaded.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    loaded,
    async ask<Answer>(order: unknown) {
      await loaded;
      child.send(order as object);
      return (await hear()) as Answer;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
