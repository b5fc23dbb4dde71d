/** The whole local workspace on one port: the built page, Slack, the tiny bot and the inbox. */
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { createTransport } from 'nodemailer';
import { build } from 'vite';
import { startInbox } from '../../demo/inbox/start-inbox.ts';
import { serveWorkspace } from '../../demo/serve-workspace.ts';
import type { StatusLine } from '../../demo/workspace-state.ts';
import { newFolder, startWorkspace } from './workspace-builder.ts';

/** Builds the page into a folder of its own, as it is shipped: under a test runner Vite would build React's slow half. */
export async function buildPage(): Promise<string> {
  const outDir = newFolder('page');
  const root = fileURLToPath(new URL('../../demo/page', import.meta.url));
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  process.env['NODE_ENV'] = before;
  return outDir;
}

export async function startPageServer(pageDir: string) {
  let now = Date.now();
  const workspace = await startWorkspace({ clock: () => now });
  const inbox = await startInbox({ clock: () => now });
  const status = createStatus({ text: 'Training: epoch 3 of 10', phase: 'working', progress: 0.3 });
  const app = fastify();
  const advanced: number[] = [];
  const advanceClock = async (minutes: number) => {
    advanced.push(minutes);
    now += minutes * 60_000;
  };
  await app.register(serveWorkspace({ slack: workspace.slack, inbox, status, pageDir, advanceClock }));
  // Plays what an e-mail points to: pictures and a tracked link.
  const picture = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
  app.get('/o/:token', async (_request, reply) => reply.type('image/gif').send(picture));
  const clicked: string[] = [];
  app.get<{ Params: { token: string } }>('/c/:token', async ({ params }, reply) => {
    clicked.push(params.token);
    return reply.type('text/html').send('<!doctype html><title>The shop</title><p>Amber &amp; Oud</p>');
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    status,
    inbox,
    workspace,
    clicked,
    /** By how many minutes the clock was moved, each time. */
    advanced,
    now: () => now,
    sendMail: () => sendMail(inbox.smtpUrl, url),
    close: async () => {
      await app.close();
      await workspace.close();
      await inbox.close();
    },
  };
}

function createStatus(first: StatusLine) {
  let line = first;
  const listeners = new Set<(status: StatusLine) => void>();
  return {
    get: () => line,
    set: (next: StatusLine) => {
      line = next;
      for (const listener of listeners) listener(next);
    },
    subscribe: (listener: (status: StatusLine) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function sendMail(smtpUrl: string, url: string): Promise<void> {
  const transport = createTransport(smtpUrl);
  await transport.sendMail({
    from: 'Candle & Co <hello@candle-and-co.example>',
    to: 'ann@customer.example',
    subject: 'We miss you, Ann',
    text: `Ten percent off: ${url}/c/token-1`,
    html: `<html><body style="font-family:sans-serif"><script>parent.hacked = true</script>
      <h1 style="background:url(${url}/o/background)">We miss you, Ann</h1>
      <p>Ten percent off <a href="${url}/c/token-1">Amber &amp; Oud</a>.</p>
      <img src="${url}/o/pixel" alt="logo" width="40" height="40" onerror="parent.hacked = true"></body></html>`,
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  });
  transport.close();
}
