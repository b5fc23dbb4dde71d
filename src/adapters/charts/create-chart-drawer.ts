/** Has charts drawn in a process of its own, which is started when there is one to draw and ended when idle. */

import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Chart, DrawChart } from '../../domain/chart.ts';
import { entryBeside } from '../../entry-beside.ts';
import { AppError } from '../../errors.ts';
import type { ChartReply, ChartRequest } from './chart-process.ts';

export interface ChartDrawer {
  readonly draw: DrawChart;
  /** The process's id while there is one. */
  pid(): number | undefined;
  close(): void;
}

/** Starting takes about a second, and drawing a fraction of one; a machine that is busy takes a multiple. */
const PATIENCE_MS = 20_000;
/** It holds some 250 MB: long enough for a second command, not for the day. */
const IDLE_MS = 60_000;
const MAX_WAITING = 20;

interface Waiting {
  resolve(png: Uint8Array): void;
  reject(fault: AppError): void;
}

/** Nothing is started yet. */
export function createChartDrawer({ idleMs = IDLE_MS }: { readonly idleMs?: number } = {}): ChartDrawer {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const end = (why: string): void => {
    clearTimeout(idle);
    child?.kill();
    child = undefined;
    for (const { reject } of waiting.values()) reject(refusal(why));
    waiting.clear();
  };
  const settle = (reply: ChartReply): void => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('png' in reply) asked?.resolve(reply.png);
    else asked?.reject(refusal(reply.fault));
    if (waiting.size === 0) idle = setTimeout(() => end('it was idle'), idleMs).unref();
  };
  const start = (): ChildProcess => {
    const started = startProcess();
    started.on('message', settle);
    started.on('error', ({ message }) => started === child && end(message));
    started.once('exit', (code) => started === child && end(`its process ended with ${code}`));
    return started;
  };
  const draw = (chart: Chart): Promise<Uint8Array> => {
    if (waiting.size >= MAX_WAITING) throw refusal('too many are waiting');
    clearTimeout(idle);
    child ??= start();
    const request: ChartRequest = { id: ++lastId, chart };
    const slow = setTimeout(() => end(`it took longer than ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    return new Promise<Uint8Array>((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      // A process that is gone is told of by its exit.
      child?.send(request, () => undefined);
    }).finally(() => clearTimeout(slow));
  };
  return { draw: async (chart) => draw(chart), pid: () => child?.pid, close: () => end('Flywheel stops') };
}

function refusal(why: string): AppError {
  return new AppError('unavailable', `The chart could not be drawn: ${why}. Ask again in a minute.`);
}

function startProcess(): ChildProcess {
  const { file, execArgv } = entryBeside(import.meta.url, 'chart-process');
  const child = fork(file, {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Nobody is kept waiting for an answer, or an e-mail, because a picture is drawn.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}
