/** Builds the local workspace's page into dist/, from where the server serves it. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { drawEmoji } from './draw-emoji.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  define: { EMOJI_PICTURES: JSON.stringify(drawEmoji()) },
  build: { outDir: '../../dist/demo/page', emptyOutDir: true, chunkSizeWarningLimit: 2000 },
});
