/** Deleting the data of a workspace that Flywheel was removed from: all of it, nothing else's, and not too early. */

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GRACE_DAYS } from '../db/delete-tenant.ts';
import { readConfig } from '../src/config.ts';
import { DAY } from '../src/domain/clock.ts';
import { NOTHING_CHOSEN } from '../src/domain/shop-settings.ts';
import { deleteWorkspace } from '../src/operate.ts';
import { aProposal } from './db/builders.ts';
import { builtFile } from './support/build-changed.ts';
import { describeOnEach } from './support/each-database.ts';
import { addTo, startSeveral } from './support/open-several.ts';
import { runProcess } from './support/run-process.ts';
import { TEAMS } from './support/slack-grants.ts';
import { waitFor } from './support/wait-for.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];

function identify(url: string, writeKey: string) {
  return fetch(`${url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({ userId: 'ann', traits: { email: 'ann@example.com', consent: { email: true } } }),
  });
}

describeOnEach((on) => {
  it('deletes every row, model and kept history of it once the grace period is over, and nothing of another', async () => {
    const several = await startSeveral({ on });
    const keys = [(await addTo(several, CANDLES)).writeKey!, (await addTo(several, TEA)).writeKey!];
    for (const key of keys) expect((await identify(several.url, key)).status).toBe(200);
    const [candles, tea] = [await several.appOf(CANDLES), await several.appOf(TEA)];
    const chosen = { ...NOTHING_CHOSEN, shopName: 'Candles by Maya' };
    await candles.shop.choose(chosen, { actor: 'U1', version: 0 });
    const { id } = await candles.stores.campaigns.propose(aProposal());
    expect(await candles.stores.campaigns.decisions(id)).toHaveLength(1);
    await tea.shop.refresh();
    expect(tea.shop.current().shopName).toBe('our shop');
    expect((await several.appOf(CANDLES)).shop.current().shopName).toBe('Candles by Maya');

    const config = readConfig(several.settings);
    const folders = ['models', 'histories'].map((name) => join(config.dataDir, name, 'workspaces', CANDLES));
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    const erase = (days: number, isConfirmed: boolean) =>
      deleteWorkspace({ config, team: CANDLES, now: Date.now() + days * DAY, isConfirmed });
    await expect(erase(GRACE_DAYS + 1, true)).rejects.toThrow('is installed in');
    await several.slacks.remove(CANDLES);
    await waitFor(async () =>
      expect(await several.house.installations.find(CANDLES)).toMatchObject({ state: 'ended' }),
    );
    await expect(erase(GRACE_DAYS - 1, true)).rejects.toThrow('in case it comes back');
    const counted = await erase(GRACE_DAYS + 1, false);
    expect(counted.deleted).toBe(false);
    expect(await candles.stores.contacts.count()).toBe(1);

    const { deleted, rows } = await erase(GRACE_DAYS + 1, true);
    expect(deleted).toBe(true);
    expect(rows).toBeGreaterThan(4);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
    expect(await candles.stores.contacts.count()).toBe(0);
    expect(await candles.stores.shopSettings.latest()).toBeNull();
    expect(await candles.stores.campaigns.decisions(id)).toEqual([]);
    expect(await several.house.installations.find(CANDLES)).toBeNull();
    await expect(erase(GRACE_DAYS + 1, true)).rejects.toThrow('There is no workspace');
    expect(await tea.stores.contacts.count()).toBe(1);
    expect(await several.house.installations.find(TEA)).toMatchObject({ state: 'installed' });
  });

  it('is refused on the command line for a workspace that still has it, or that nobody knows', async () => {
    const several = await startSeveral({ on });
    await addTo(several, TEA);
    const run = async (team: string) => {
      const args = [builtFile('jobs/main'), 'delete-workspace', '--team', team, '--confirm'];
      const ended = await runProcess(args, several.settings).ended;
      return { code: ended.code, report: ended.report() };
    };
    expect(await run(TEA)).toMatchObject({
      code: 1,
      report: { ok: false, error: expect.stringContaining('is installed in') },
    });
    expect(await run('../etc')).toMatchObject({
      code: 1,
      report: { error: expect.stringContaining('is no id') },
    });
  });
});
