/** The same work in PyTorch on the same cores, where it is installed: round by round, so that it can take turns with ours. */

import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { median } from '../../src/statistics/quantile.ts';
import { ENSEMBLE, ROWS, TRANSFORMER } from './measure-networks.ts';
import { PYTORCH_SCRIPT } from './pytorch-script.ts';

type PytorchWork = 'reference' | 'ensemble' | 'transformer' | 'scoreReference' | 'scoreEnsemble';

/** Median seconds by number of threads, and the least of them, which is what counts. */
export interface PytorchSeconds {
  readonly byThreads: Readonly<Record<string, number>>;
  readonly best: number;
}

export interface Pytorch {
  readonly version: string;
  /** Does the work once with each number of threads, warmed up, and keeps the seconds. */
  round(work: PytorchWork): Promise<void>;
  /** Of the rounds so far. */
  secondsOf(work: PytorchWork): PytorchSeconds;
  close(): void;
}

/** Where Debian puts python3-torch too, if another Python comes first. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** Null where no Python has PyTorch. On cores that others use too, fewer threads may be faster: so one is timed as well. */
export async function openPytorch(rowsToScore: number, say: (text: string) => void): Promise<Pytorch | null> {
  const given = { ...ROWS, ensemble: ENSEMBLE, transformer: TRANSFORMER, rowsToScore };
  for (const python of PYTHONS) {
    const process = await start(python, JSON.stringify(given));
    if (process !== null) return keepTime(process);
  }
  say('PyTorch is not installed (Debian: python3-torch), so there is nothing to compare with');
  return null;
}

interface Process {
  readonly version: string;
  readonly ask: (line: string) => Promise<string>;
  readonly end: () => void;
}

async function start(python: string, given: string): Promise<Process | null> {
  const child = spawn(python, ['-c', PYTORCH_SCRIPT, given], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.on('error', () => child.stdout.destroy());
  const first = await lines.next().catch(() => ({ done: true, value: '' }));
  if (first.done) return null;
  return {
    version: JSON.parse(first.value).version,
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error('PyTorch ended before it answered.');
      return answer.value;
    },
    end: () => child.stdin.end(),
  };
}

function keepTime({ version, ask, end }: Process): Pytorch {
  const took = new Map<string, number[]>();
  const threads = [...new Set([1, availableParallelism()])];
  return {
    version,
    async round(work) {
      for (const count of threads) {
        const seconds = JSON.parse(await ask(JSON.stringify({ work, threads: count })));
        took.set(`${work} ${count}`, [...(took.get(`${work} ${count}`) ?? []), seconds]);
      }
    },
    secondsOf(work) {
      const medians = threads.map((count) => [count, median(took.get(`${work} ${count}`) ?? [])] as const);
      return {
        byThreads: Object.fromEntries(medians),
        best: Math.min(...medians.map(([, seconds]) => seconds)),
      };
    },
    close: end,
  };
}
