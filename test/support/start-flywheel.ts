/** Starts the real thing as `npm start` does: a process of its own on a free port, with a small shop. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bench/free-port.ts';
import { rememberWorkspace } from '../../demo/remember-workspace.ts';
import type { WorkspaceState } from '../../demo/workspace-state.ts';
import { builtFile } from './build-changed.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DAY = 86_400_000;
const DEADLINE_MS = 240_000;

export interface Flywheel {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote on standard error. */
  readonly said: () => string;
  state(): Promise<WorkspaceState>;
  /** The state once it matches. Rejects when the process ends or tells of trouble before, or after four minutes. */
  until(matches: (state: WorkspaceState) => boolean): Promise<WorkspaceState>;
  /** Does what the page does. */
  post(path: string, body: unknown): Promise<Response>;
  /** Asks it to end, and gives exit code and seconds. */
  stop(): Promise<{ readonly code: number | null; readonly seconds: number }>;
}

/** A data folder whose workspace is to play a shop of few customers and a short past. */
export function newSmallShop(customers = 300, historyDays = 120): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'flywheel-start-'));
  rememberWorkspace(join(dataDir, 'workspace'), {
    shop: 'simulated',
    seed: 7,
    customers,
    historyDays,
    startAt: Date.now() - historyDays * DAY,
    livedUntil: null,
    clockOffsetMs: 0,
    isWelcomed: false,
    isReady: false,
  });
  return dataDir;
}

export async function startFlywheel(dataDir: string): Promise<Flywheel> {
  demandFreshPage();
  const port = await freePort();
  const child = spawn(process.execPath, [builtFile('src/main')], {
    env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  const state = async () =>
    (await (
      await fetch(`${url}/workspace/state`, { signal: AbortSignal.timeout(10_000) })
    ).json()) as WorkspaceState;
  return {
    url,
    process: child,
    said: () => said,
    state,
    until: (matches) => poll(child, state, { matches, said: () => said }),
    post: (path, body) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async stop() {
      const startedAt = performance.now();
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      return { code: child.exitCode, seconds: (performance.now() - startedAt) / 1000 };
    },
  };
}

interface Awaited {
  readonly matches: (state: WorkspaceState) => boolean;
  readonly said: () => string;
}

async function poll(
  child: ChildProcess,
  read: () => Promise<WorkspaceState>,
  { matches, said }: Awaited,
): Promise<WorkspaceState> {
  const deadline = performance.now() + DEADLINE_MS;
  let last: WorkspaceState | undefined;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${said()}`);
    last = (await read().catch(() => undefined)) ?? last;
    if (last !== undefined && matches(last)) return last;
    if (last?.status.phase === 'trouble') throw new Error(`${last.status.text} ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `Not within ${DEADLINE_MS} ms; the last status was ${JSON.stringify(last?.status)}. ${said()}`,
  );
}

/** Built by `npm ci`; whoever works on the page since then must not be told about the old one. Throws when it is stale. */
function demandFreshPage(): void {
  const sources = join(ROOT, 'demo/page');
  const newest = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules'))
    .reduce((latest, path) => Math.max(latest, statSync(join(sources, path)).mtimeMs), 0);
  const page = join(ROOT, 'dist/demo/page/index.html');
  if (!existsSync(page) || statSync(page).mtimeMs < newest)
    throw new Error('The page in dist/ is missing, or older than its sources. Run: npm run build');
}
