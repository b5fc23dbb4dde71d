import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { startSlack } from '../../demo/slack/start-slack.ts';
import { makePlace } from '../support/each-database.ts';
import { localSlackSettings } from '../support/open-app.ts';
import { startProcess } from './start-process.ts';

it('a web process takes ten connections to PostgreSQL at most, however much is asked of it at once', async () => {
  const place = await makePlace('PostgreSQL');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slack = await startSlack({ signingSecret: 'a secret', appUrl: `${url}/slack/events` });
  const web = await startProcess('web', {
    ...place.settings,
    ...localSlackSettings(slack),
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    WRITE_KEY: 'wk',
    PORT: String(port),
  });
  const sql = new Client({ connectionString: place.settings['DATABASE_URL'] });
  await sql.connect();
  onTestFinished(async () => {
    await sql.end();
    await web.killAll();
    await slack.close();
    await place.remove();
  });
  const send = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Basic ${btoa('wk:')}`, 'content-type': 'application/json' };
    return (await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })).status;
  };
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      n % 2 === 0
        ? send('PUT', '/v1/products', { product_id: `p${n}`, name: 'Lamp' })
        : send('POST', '/v1/track', { userId: `u${n}`, event: 'Product Viewed', messageId: `${n}` }),
    ),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
  // Those that are idle stay for ten seconds.
  const { rows } = await sql.query(
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  // So many that the limit is asked something, on a machine of any speed.
  expect(rows[0].n).toBeGreaterThan(1);
  expect(rows[0].n).toBeLessThanOrEqual(10);
});
