/** Starts sender processes, and knows how to end them in both ways. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkModule } from '../fork-module.ts';
import type { SenderOrder, SenderWord } from './sender-process.ts';

export interface Sender {
  readonly pid: number;
  /** Resolves when it begins to send. Rejects when it ends before. */
  begin(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives its exit code. */
  stop(): Promise<number | null>;
  isGone(): boolean;
}

/** Loads the code at once; it sends from `begin` on. */
export function startSender(environment: Readonly<Record<string, string>>): Sender {
  const child = forkModule('send/sender-process', environment);
  const loaded = hear(child, 'loaded');
  const begun = hear(child, 'begun');
  const exited = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    async begin() {
      await loaded;
      child.send('go' satisfies SenderOrder);
      await begun;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
    isGone: () => child.exitCode !== null || child.signalCode !== null,
  };
}

function hear(child: ChildProcess, word: SenderWord): Promise<void> {
  const heard = new Promise<void>((resolve, reject) => {
    child.on('message', (said) => said === word && resolve());
    child.once('exit', (code) => reject(new Error(`A sender ended with ${code} before it had ${word}.`)));
  });
  // A spare that is never needed is killed before it begins.
  heard.catch(() => undefined);
  return heard;
}
