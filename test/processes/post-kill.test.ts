/** A process that is killed while it posts: the next one says the rest, in order. */

import SqliteDriver from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { openApp, slackSettings } from '../support/open-app.ts';
import { startTinySlack } from '../support/tiny-slack.ts';
import { waitFor } from '../support/wait-for.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

const TEXTS = ['one', 'two', 'three', 'four', 'five', 'six'];

it('loses nothing and keeps the order when it is killed twice, and says what was under way again', async () => {
  // Slack has taken these, and before the process hears of that it is killed.
  const untold = new Set(['two', 'four']);
  const slack = await startTinySlack(undefined, async (text) => {
    if (untold.has(text)) await new Promise(() => undefined);
  });
  onTestFinished(slack.close);
  const { app, settings } = await openApp({ on: 'SQLite', settings: slackSettings(slack.apiUrl) });
  for (const text of TEXTS)
    await app.stores.posts.add({ channel: 'C1', content: { kind: 'message', text } }, Date.now());
  const said = () => slack.posted.filter((text) => TEXTS.includes(text));
  const start = async () =>
    startProcess('web', {
      ...settings,
      ...{ PORT: String(await freePort()), LOG_LEVEL: 'warn' },
    });
  const heard = (text: string) => waitFor(() => expect(said()).toContain(text), 1);

  let running: RunningProcess = await start();
  onTestFinished(() => running.killAll());
  for (const until of [...untold]) {
    await heard(until);
    await running.kill();
    untold.delete(until);
    expect((await app.stores.posts.counts()).waiting).toBeGreaterThan(1);
    endLease(settings);
    running = await start();
  }
  await heard('six');
  await waitFor(async () => expect((await app.stores.posts.counts()).waiting).toBe(0));
  expect([...new Set(said())]).toEqual(TEXTS);
  expect(said()).toHaveLength(TEXTS.length + 2);
});

/** As though the lease of the killed process on its channel had run out. */
function endLease(settings: Readonly<Record<string, string>>): void {
  const file = new SqliteDriver(`${settings['DATA_DIR']}/flywheel.db`);
  file.prepare('update post_channels set free_at = ?').run(Date.now());
  file.close();
}
