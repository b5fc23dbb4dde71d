/** `npm start` without a Slack token: the whole product in one command, from the sources and in processes of their own. */

import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { channel, people } from '../../demo/slack/workspace.ts';
import type { WorkspaceState } from '../../demo/workspace-state.ts';
import { builtFile } from '../support/build-changed.ts';
import { type Flywheel, newSmallShop, startFlywheel } from '../support/start-flywheel.ts';

const DAY = 86_400_000;
const maya = people[0].id;
/** Within which a busy machine ends a server that waits for nobody: a client's connection would keep it for 72 seconds. */
const SOON_S = 30;
const dataDir = newSmallShop();
const started: Flywheel[] = [];

afterAll(async () => {
  for (const flywheel of started) await flywheel.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Flywheel> {
  const flywheel = await startFlywheel(dataDir);
  started.push(flywheel);
  return flywheel;
}

/** Types `/predict` as Maya and gives the answer's words. */
async function predict(flywheel: Flywheel): Promise<string> {
  const before = new Set((await flywheel.state()).messages.map(({ ts }) => ts));
  // Its charts follow it, and may be there as soon.
  const answer = ({ messages }: WorkspaceState) =>
    messages.find(
      ({ ts, only_for, text }) => only_for === maya && !before.has(ts) && text.startsWith('Next 7 days'),
    );
  const said = await flywheel.post('/workspace/say', { person: maya, channel: channel.id, text: '/predict' });
  expect(said.status).toBe(200);
  const state = await flywheel.until((now) => answer(now) !== undefined);
  return JSON.stringify(answer(state)?.blocks?.map(({ block_id: _, ...block }) => block));
}

function countRows(table: string): number {
  const database = new SqliteDriver(join(dataDir, 'flywheel.db'), { readonly: true });
  const { n } = database.prepare(`select count(*) as n from ${table}`).get() as { n: number };
  database.close();
  return n;
}

/** The job processes of a data folder's server, by id. */
function jobsOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [, child, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return Number(parent) === pid && args.includes('jobs/main') ? [Number(child)] : [];
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('npm start without a Slack token', () => {
  let forecast = '';

  it('opens a shop, says what it is doing, trains, and answers from the model it has just trained', async () => {
    const flywheel = await start();
    const lines = new Set<string>();
    const state = await flywheel.until(({ status, messages }) => {
      lines.add(status.text.split(':')[0] ?? '');
      // What the bot says by itself comes a second after what it said before.
      return status.phase !== 'working' && messages.some(({ text }) => text.startsWith('Good morning'));
    });
    expect(state.status).toMatchObject({ phase: 'ready', text: 'Ready. Try /predict, then /campaign.' });
    expect([...lines].join()).toMatch(/Recording the shop’s past.*Training/);
    const [welcome, digest] = state.messages.filter((message) => message.channel === channel.id);
    expect(welcome?.text).toContain('/predict');
    expect(digest?.text).toMatch(/Good morning: \d+ contacts scored/);
    forecast = await predict(flywheel);
    expect(forecast).toMatch(/Expected buyers\*\\n\d+/);
    expect(countRows('model_runs')).toBe(2);
  });

  it('ends within seconds with exit code 0', async () => {
    const flywheel = started[0]!;
    const { code, seconds } = await flywheel.stop();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(SOON_S);
    expect(flywheel.said()).toContain('Stopping; your data are kept.');
    expect(flywheel.said()).not.toContain('"level":50');
  });

  it('is ready at once the next time, trains nothing anew, and answers the same', async () => {
    const [events, jobs] = [countRows('events'), countRows('jobs')];
    const flywheel = await start();
    const first = await flywheel.until(() => true);
    expect(first.status.phase).toBe('ready');
    expect(await predict(flywheel)).toBe(forecast);
    expect(first.messages.filter(({ text }) => text.startsWith('Hello'))).toHaveLength(1);
    expect(countRows('jobs')).toBe(jobs);
    // A few seconds of the shop's life have passed; its past was not recorded again.
    expect(countRows('events') - events).toBeLessThan(50);
    expect((await flywheel.stop()).code).toBe(0);
  });

  it('lets neither a second server nor a reset at the data while it runs', async () => {
    const flywheel = await start();
    await flywheel.until(() => true);
    const second = await start();
    await expect(second.until(() => true)).rejects.toThrow(`already: open ${flywheel.url}`);
    const reset = spawnSync(process.execPath, [builtFile('demo/reset')], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    expect(reset).toMatchObject({ status: 1, stderr: expect.stringContaining('stop it first') });
    expect((await flywheel.stop()).code).toBe(0);
  });

  it('can be stopped while it trains, leaves no process behind, and keeps the time that has passed', async () => {
    const flywheel = await start();
    await flywheel.until(({ status }) => status.phase === 'ready');
    const moving = flywheel
      .post('/workspace/clock', { person: maya, minutes: 7 * 24 * 60 })
      .catch(() => null);
    await flywheel.until(({ status }) => /^Preparing|^Training/.test(status.text));
    const jobs = jobsOf(flywheel.process.pid!);
    expect(jobs).not.toEqual([]);
    const { code, seconds } = await flywheel.stop();
    expect((await moving)?.status ?? 503).toBeGreaterThanOrEqual(500);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(SOON_S);
    expect(jobs.filter(isAlive)).toEqual([]);
    const events = countRows('events');
    const again = await start();
    const state = await again.until(({ status }) => status.phase === 'ready');
    expect(state.now - Date.now()).toBeGreaterThan(7 * DAY - 60_000);
    expect(countRows('events')).toBeGreaterThanOrEqual(events);
    expect((await again.stop()).code).toBe(0);
  });
});
