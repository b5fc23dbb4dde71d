/** Compiles the AssemblyScript kernels into the module that is shipped: `npm run kernels:generate`. */

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHIPPED = new URL('../../src/tensor/kernels/compiled-kernels.ts', import.meta.url);

/** The text of the module as it has to be. Throws what the compiler complains of. */
export async function compileKernels(): Promise<string> {
  const flags = [
    '--enable',
    'simd',
    '--importMemory',
    '--noExportMemory',
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
  ];
  const { error, stderr, binary } = await compile([
    'src/tensor/kernels/assembly/index.ts',
    '--outFile',
    'kernels.wasm',
    '--baseDir',
    ROOT,
    ...flags,
  ]);
  if (error !== null || binary === undefined) throw new Error(`The kernels do not compile: ${stderr}`);
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,120}/g) ?? [];
  return [
    '/** Generated from the AssemblyScript in `assembly/` by `npm run kernels:generate`: a WebAssembly module, in base64. */',
    '',
    'export const COMPILED_KERNELS =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

async function compile(options: string[]) {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(options, {
    writeFile(_name, contents) {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  return { error, stderr: stderr.toString(), binary };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(SHIPPED, await compileKernels());
