/** A refresh token works once: however many processes find the token old, one of them uses it and all go on with the new one. */

import { expect, it } from 'vitest';
import { createInstallationStore } from '../../../db/stores/installation-store.ts';
import { keepTokens } from '../../../src/adapters/slack/keep-tokens.ts';
import { HOUR } from '../../../src/domain/clock.ts';
import type { BotTokens } from '../../../src/domain/installation.ts';
import { describeOnEachDatabase } from '../../db/open-test-database.ts';

const T0 = 1_800_000_000_000;
const LIFE = 12 * HOUR;

describeOnEachDatabase('tokens', (stage) => {
  async function open() {
    const tenant = stage.parts().tenant;
    const stores = [stage.parts(), stage.rival()].map(({ database, cipher }) =>
      createInstallationStore({ database, cipherOf: () => cipher }),
    );
    const time = { now: T0 };
    const clock = { now: () => time.now };
    const tokens = { botToken: 'first', refreshToken: 'r0', expiresAt: T0 + LIFE };
    const named = { tenant, teamName: 'Tea', appId: 'A1', botUserId: 'U0', installerId: 'U1' };
    await stores[0]!.install({ ...named, tokens }, T0);
    const used: string[] = [];
    let refresh = async (token: string): Promise<BotTokens> => {
      used.push(token);
      return { botToken: `after ${token}`, refreshToken: `r${used.length}`, expiresAt: time.now + LIFE };
    };
    const outage = { isOn: false };
    const first = stores[0]!;
    const replaceTokens: typeof first.replaceTokens = (...tokens) =>
      outage.isOn ? Promise.reject(new Error('the database is away')) : first.replaceTokens(...tokens);
    const log = { warn: () => undefined, error: () => undefined };
    const keepers = [{ ...first, replaceTokens }, stores[1]!].map((installations) =>
      keepTokens({
        ...{ tenant, installations, clock, log },
        refresh: (token) => refresh(token),
      }),
    );
    const fail = () => {
      refresh = async () => Promise.reject(new Error('Slack is away'));
    };
    return { keepers, time, used, fail, outage, store: first, tenant, named, tokens };
  }

  it('are left alone while they are young, and renewed once by two processes before they end', async () => {
    const { keepers, time, used } = await open();
    expect(await Promise.all(keepers.map((keep) => keep()))).toEqual(['first', 'first']);
    expect(used).toEqual([]);
    time.now = T0 + LIFE - HOUR;
    await Promise.all([...keepers, ...keepers].map((keep) => keep()));
    expect(used).toEqual(['r0']);
    expect(await Promise.all(keepers.map((keep) => keep()))).toEqual(['after r0', 'after r0']);
  });

  it('have ended: one process renews, the other waits for it', async () => {
    const { keepers, time, used } = await open();
    time.now = T0 + LIFE + HOUR;
    expect(await Promise.all(keepers.map((keep) => keep()))).toEqual(['after r0', 'after r0']);
    expect(used).toEqual(['r0']);
  });

  it('serve on while Slack does not renew them, until they end', async () => {
    const { keepers, time, fail } = await open();
    fail();
    time.now = T0 + LIFE - HOUR;
    expect(await keepers[0]!()).toBe('first');
    time.now = T0 + LIFE;
    await expect(keepers[1]!()).rejects.toThrow('Slack is away');
  });

  it('that the database does not take are used, and kept once it does: Slack gives them once', async () => {
    const { keepers, time, used, outage, store, tenant } = await open();
    time.now = T0 + LIFE - HOUR;
    outage.isOn = true;
    for (let call = 0; call < 3; call += 1) expect(await keepers[0]!()).toBe('after r0');
    expect((await store.tokens(tenant))?.botToken).toBe('first');
    outage.isOn = false;
    expect(await keepers[0]!()).toBe('after r0');
    expect(await store.tokens(tenant)).toMatchObject({
      botToken: 'after r0',
      refreshToken: 'r1',
      revision: 2,
    });
    expect(used).toEqual(['r0']);
  });

  it('are deleted when it ends, which a late word of an earlier removal does not do', async () => {
    const { store, tenant, keepers, time, named, tokens } = await open();
    expect(await store.end(tenant, T0 - 1)).toBe(false);
    expect(await store.end(tenant, T0 + 1)).toBe(true);
    expect(await store.tokens(tenant)).toBeNull();
    await expect(keepers[0]!()).rejects.toMatchObject({ code: 'unavailable' });
    await store.configure(tenant, { channel: 'C9', approvers: ['U9'] }, { actor: 'U9', at: T0 + 2 });
    expect((await store.choices(tenant)).map(({ changedBy }) => changedBy)).not.toContain('U9');
    expect(await store.find(tenant)).toMatchObject({ state: 'ended', channel: 'U1' });
    time.now = T0 + 2;
    await store.install({ ...named, tokens }, T0 + 2);
    expect(await store.find(tenant)).toMatchObject({ state: 'installed', endedAt: null });
    expect(await keepers[0]!()).toBe('first');
  });
});
