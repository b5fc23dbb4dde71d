/** Flywheel for several workspaces, in this process: a real database, Slack with two workspaces, HTTP on a port of its own. */

import { onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { jobs } from '../../jobs/registry.ts';
import { claimByHand, type JobReport, runClaimed } from '../../jobs/run-job.ts';
import { createAppIn, type TenantApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openAccess } from '../../src/open-access.ts';
import { type House, openHouse } from '../../src/open-house.ts';
import { startWorkspaces } from '../../src/start-workspaces.ts';
import { machineClock } from '../../src/system-clock.ts';
import { type Kind, makePlace } from './each-database.ts';
import { type SeveralSlacks, startSeveralSlacks } from './several-slacks.ts';
import { CLIENT } from './slack-grants.ts';

export interface RunningSeveral {
  readonly url: string;
  readonly slacks: SeveralSlacks;
  /** Beside the running one, on the same data, as another process would be. */
  readonly house: House;
  readonly settings: Readonly<Record<string, string>>;
  /** The app of one workspace, in that house. */
  appOf(tenant: string): Promise<TenantApp>;
  runJob(tenant: string, name: string): Promise<JobReport>;
  stop(): Promise<void>;
}

export interface SeveralRequest {
  readonly on?: Kind;
  readonly tokenSeconds?: number | null;
  readonly settings?: Readonly<Record<string, string>>;
  readonly isWorker?: boolean;
}

/** Stopped when the test ends. */
export async function startSeveral(request: SeveralRequest = {}): Promise<RunningSeveral> {
  const several = await openSeveral(request);
  onTestFinished(several.stop);
  return several;
}

async function openSeveral({
  on = 'SQLite',
  tokenSeconds,
  settings = {},
  isWorker = false,
}: SeveralRequest): Promise<RunningSeveral> {
  const place = await makePlace(on);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const slacks = await startSeveralSlacks({
    appUrl: url,
    clock: machineClock.now,
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
  });
  const all = { ...describe(url, port, slacks.apiUrl), ...place.settings, ...settings };
  const options = { config: readConfig(all), clock: machineClock, log: createLog('silent') };
  const started = await startWorkspaces({ ...options, isWeb: true, isWorker });
  await started.server?.listen({ port, host: '127.0.0.1' });
  const house = await openHouse(options);
  const appOf = async (tenant: string) => {
    const installation = await house.installations.find(tenant);
    const access = installation && openAccess(house, installation);
    return createAppIn(house, { ...options, tenant, access });
  };
  return {
    ...{ url, slacks, house, appOf, settings: all },
    async runJob(tenant, name) {
      const app = await appOf(tenant);
      const job = jobs.find((one) => one.name === name)!;
      const context = { say: () => undefined, signal: new AbortController().signal };
      return runClaimed(app, job, { ...(await claimByHand(app, name)), context });
    },
    async stop() {
      await started.close();
      await house.close();
      await slacks.close();
      await place.remove();
    },
  };
}

function describe(url: string, port: number, apiUrl: string): Readonly<Record<string, string>> {
  return {
    ...{
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
      OUTCOME_WINDOW_DAYS: '7',
      UNDO_MINUTES: '0',
    },
    ...{ SLACK_CLIENT_ID: CLIENT.id, SLACK_CLIENT_SECRET: CLIENT.secret, SLACK_SIGNING_SECRET: 'a secret' },
    SLACK_API_URL: apiUrl,
  };
}

export interface Visited {
  readonly status: number;
  readonly html: string;
  /** Null unless the page shows one. */
  readonly writeKey: string | null;
  /** The address that Slack sent the person back to, and the cookie they came with. */
  readonly back: string;
  readonly cookie: string;
}

/** Goes the way of a person who adds Flywheel, without a browser. */
export async function addTo(
  { url }: Pick<RunningSeveral, 'url'>,
  teamId: string,
  answer = 'allow',
): Promise<Visited> {
  const first = await fetch(`${url}/slack/install`);
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  const href = /href="([^"]+authorize[^"]+)"/.exec(await first.text())![1]!.replaceAll('&amp;', '&');
  const allowed = await fetch(href, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ team: teamId, answer }),
  });
  return comeBack(allowed.headers.get('location')!, cookie);
}

export async function comeBack(back: string, cookie: string): Promise<Visited> {
  const page = await fetch(back, { headers: { cookie } });
  const html = await page.text();
  const writeKey = /<code>(T\w+\.[\w-]+)<\/code>/.exec(html)?.[1] ?? null;
  return { status: page.status, html, writeKey, back, cookie };
}
