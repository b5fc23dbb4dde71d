/** A script in Python that answers lines, beside which benches measure what others made: where it is installed. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PythonScript {
  /** Of the library that it stands on. */
  readonly version: string;
  /** Rejects when the script ended instead. */
  readonly ask: (line: string) => Promise<string>;
  readonly end: () => void;
}

/** Where Debian puts its own libraries too, if another Python comes first. */
const PYTHONS = ['python3', '/usr/bin/python3'];
/** Before all else: that Linux ends it with this process (prctl's PR_SET_PDEATHSIG), since one that computes does not hear of it. */
const PRELUDE = `
import ctypes
try: ctypes.CDLL(None).prctl(1, 9)
except Exception: pass
`;

/** The script, handed `given`, once it has said `{"version"}`; null where no Python has what it imports and each ended instead. */
export async function openPython(script: string, given: string): Promise<PythonScript | null> {
  for (const python of PYTHONS) {
    const opened = await start(python, script, given);
    if (opened !== null) return opened;
  }
  return null;
}

async function start(python: string, script: string, given: string): Promise<PythonScript | null> {
  const child = spawn(python, ['-c', `${PRELUDE}${script}`, given], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.on('error', () => child.stdout.destroy());
  const first = await lines.next().catch(() => ({ done: true, value: '' }));
  if (first.done) return null;
  return {
    version: JSON.parse(first.value).version,
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer = await lines.next();
      if (answer.done) throw new Error('The Python script ended before it answered.');
      return answer.value;
    },
    end: () => child.stdin.end(),
  };
}
