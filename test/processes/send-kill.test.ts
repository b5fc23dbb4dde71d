import { describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { soakSend } from '../../bench/soak-send.ts';

const MESSAGES = 300;
const KILLS = 10;
const PATIENCE = 240_000;

describe('senders that are killed ten times while they send', () => {
  it(
    'send each e-mail once on SQLite',
    async () =>
      expectEachOnce(await soakSend({ messages: MESSAGES, kills: KILLS, databaseUrl: null, seed: 1 })),
    PATIENCE,
  );

  it('send each e-mail once on PostgreSQL', async () => {
    const { url, drop } = await createDatabase(inject('postgresUrl'));
    try {
      expectEachOnce(await soakSend({ messages: MESSAGES, kills: KILLS, databaseUrl: url, seed: 2 }));
    } finally {
      await drop();
    }
  });
});

function expectEachOnce(figures: Record<string, unknown>): void {
  expect(figures).toMatchObject({
    messages: MESSAGES,
    kills: KILLS,
    campaign: 'sent',
    duplicates: 0,
    lost: 0,
    strange: 0,
    missingEvents: 0,
    // Only what a killed process had handed to a connection is in doubt.
    undueUnknown: 0,
    exitCodes: [0, 0],
  });
  expect(Number(figures['sent']) + Number(figures['unknown'])).toBe(MESSAGES);
  // Otherwise nothing was interrupted, and this test would say nothing.
  expect(figures['sendingAtKills']).toBeGreaterThan(0);
  expect(figures['putOff']).toBeGreaterThan(0);
}
