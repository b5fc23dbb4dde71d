/** The same work in PyTorch on the same cores, where it is installed: round by round, so that it can take turns with ours. */

import { availableParallelism } from 'node:os';
import { median } from '../../src/statistics/quantile.ts';
import { openPython, type PythonScript } from '../open-python.ts';
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

/** Null where no Python has PyTorch. On cores that others use too, fewer threads may be faster: so one is timed as well. */
export async function openPytorch(rowsToScore: number, say: (text: string) => void): Promise<Pytorch | null> {
  const given = { ...ROWS, ensemble: ENSEMBLE, transformer: TRANSFORMER, rowsToScore };
  const script = await openPython(PYTORCH_SCRIPT, JSON.stringify(given));
  if (script !== null) {
    say(`PyTorch ${script.version}`);
    return keepTime(script);
  }
  say('PyTorch is not installed (Debian: python3-torch), so there is nothing to compare with');
  return null;
}

function keepTime({ version, ask, end }: PythonScript): Pytorch {
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
