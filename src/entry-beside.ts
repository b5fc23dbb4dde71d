/** Where a process of one's own begins, from the sources as from `dist`. */

import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url).href;
const BUILT = 'dist/';

/**
 * The file `name` (without its ending) beside the module at `moduleUrl`, and the flags that Node needs for it. Compiled
 * code starts compiled code. From the sources it is what was compiled of them, which starts in a third of the time;
 * only under `npm run dev`, where nobody compiles, the source itself with its loader.
 */
export function entryBeside(
  moduleUrl: string,
  name: string,
): { readonly file: string; readonly execArgv: string[] } {
  if (!moduleUrl.endsWith('.ts')) return { file: pathOf(`./${name}.js`, moduleUrl), execArgv: [] };
  if (process.execArgv.some((flag) => flag.includes('tsx')))
    return { file: pathOf(`./${name}.ts`, moduleUrl), execArgv: ['--import', 'tsx'] };
  return { file: pathOf(`./${name}.js`, moduleUrl.replace(ROOT, ROOT + BUILT)), execArgv: [] };
}

function pathOf(relative: string, base: string): string {
  return fileURLToPath(new URL(relative, base));
}
