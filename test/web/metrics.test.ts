import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { metricsPage } from '../../src/web/metrics-page.ts';
import { createServer } from '../../src/web/server.ts';
import { watchRequests } from '../../src/web/watch-requests.ts';
import { aModelDecision, aModelRun, anAssignment, aProposal } from '../db/builders.ts';
import { maya } from '../support/act-in-slack.ts';
import { openFlywheel, type RunningFlywheel, startFlywheel } from '../support/open-flywheel.ts';
import { waitFor } from '../support/wait-for.ts';
import { type ReadMetrics, scrape } from './read-metrics.ts';

const NOW = Date.UTC(2026, 1, 27, 9, 30);
const ADDRESS = 'ada.lovelace@example.com';

function track({ app, url }: RunningFlywheel, messageId: string, changes: object = {}): Promise<Response> {
  return fetch(`${url}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.writeKey}:`)}` },
    body: JSON.stringify({ messageId, userId: ADDRESS, event: 'Product Viewed', ...changes }),
  });
}

describe('metrics', () => {
  let flywheel: RunningFlywheel;
  let read: ReadMetrics;
  let saidSeconds: number;
  const value = (name: string) => read.values.get(name);

  beforeAll(async () => {
    flywheel = await openFlywheel({ at: NOW });
    const { app, url, slack } = flywheel;
    await track(flywheel, 'a');
    await track(flywheel, 'b');
    await track(flywheel, 'a');
    await track(flywheel, 'c', { event: '' });
    await fetch(`${url}/v1/track`, { method: 'POST', body: '{}' });
    await fetch(`${url}/u/${encodeURIComponent(ADDRESS)}`);
    await fetch(`${url}/nowhere/${ADDRESS}`);
    flywheel.setTime(NOW + 1_000);
    expect(await flywheel.runJob('nightly')).toMatchObject({ ok: true });
    await app.stores.modelRuns.add([aModelRun('run', { trainedAt: NOW - 3_600_000 })]);
    await app.stores.modelRuns.promote(aModelDecision('run'));
    await sendingCampaign(flywheel, ['one', 'two']);
    const saidAt = performance.now();
    await slack.actor.say(maya, { channel: slack.channelId }, '/model');
    await waitFor(async () => {
      read = await scrape(url);
      expect(value('flywheel_slack_acknowledgement_seconds_count')).toBe(1);
    });
    saidSeconds = (performance.now() - saidAt) / 1000;
  });
  afterAll(() => flywheel.stop());

  it('count events, duplicates, dead letters, and requests that were turned away', () => {
    expect(value('flywheel_events_stored_total')).toBe(2);
    expect(value('flywheel_events_duplicate_total')).toBe(1);
    expect(value('flywheel_dead_letters_total')).toBe(1);
    expect(value('flywheel_ingest_rejected_requests_total{status="400"}')).toBe(1);
    expect(value('flywheel_ingest_rejected_requests_total{status="401"}')).toBe(1);
  });

  it('tell the size and the seconds of each commit, and how full the queue is', () => {
    expect(value('flywheel_ingest_group_calls_sum')).toBe(4);
    const commits = value('flywheel_ingest_commit_seconds_count');
    expect(commits).toBe(value('flywheel_ingest_group_calls_count'));
    expect(value('flywheel_ingest_commit_seconds_sum')).toBeGreaterThan(0);
    expect(value('flywheel_ingest_queue_calls')).toBe(0);
    expect(value('flywheel_ingest_queue_capacity_calls')).toBe(20_000);
    expect(value('flywheel_ingest_queue_bytes')).toBe(0);
    expect(value('flywheel_ingest_queue_capacity_bytes')).toBe(64 * 1024 * 1024);
  });

  it('tell what the stores hold: messages and campaigns by state, contacts', () => {
    expect(value('flywheel_outbox_messages{state="queued"}')).toBe(2);
    expect(value('flywheel_outbox_messages{state="sent"}')).toBe(0);
    expect(value('flywheel_campaigns{state="sending"}')).toBe(1);
    expect(value('flywheel_contacts')).toBe(1);
    expect(value('flywheel_database_up')).toBe(1);
  });

  it('tell how old the champion is and how good', () => {
    const { kind, metrics } = aModelRun('run');
    expect(value(`flywheel_champion_age_seconds{kind="${kind}"}`)).toBe(3_601);
    expect(value(`flywheel_champion_roc_auc{kind="${kind}"}`)).toBe(metrics.rocAuc);
    expect(value(`flywheel_champion_log_loss{kind="${kind}"}`)).toBe(metrics.logLoss);
  });

  it('tell how each job ended last, from the database', async () => {
    expect(value('flywheel_job_last_success_timestamp_seconds{job="nightly"}')).toBe(NOW / 1000 + 1);
    expect(value('flywheel_job_last_duration_seconds{job="nightly"}')).toBe(0);
    expect(value('flywheel_job_failures_total{job="nightly"}')).toBe(0);
    // As a worker on another machine does.
    const { jobs } = flywheel.app.stores;
    const at = NOW + 2_000;
    const lease = { owner: 'elsewhere', now: at, leaseUntil: at + 1 };
    const run = await jobs.start({ name: 'nightly', fireKey: 'elsewhere', ...lease });
    const end = { state: 'failed', at: at + 4_000, result: null, error: 'it broke' } as const;
    await jobs.finish(run!.id, 'elsewhere', end);
    const { values } = await scrape(flywheel.url);
    expect(values.get('flywheel_job_last_duration_seconds{job="nightly"}')).toBe(4);
    expect(values.get('flywheel_job_failures_total{job="nightly"}')).toBe(1);
    expect(values.get('flywheel_job_last_success_timestamp_seconds{job="nightly"}')).toBe(NOW / 1000 + 1);
  });

  it('time the acknowledgements of Slack, and say that it is connected', () => {
    expect(value('flywheel_slack_acknowledgement_seconds_sum')).toBeGreaterThan(0);
    expect(value('flywheel_slack_acknowledgement_seconds_sum')).toBeLessThanOrEqual(saidSeconds);
    expect(value('flywheel_slack_connected')).toBe(1);
  });

  it('time requests by the pattern of their route, so that no URL is a label', () => {
    expect(value('flywheel_http_request_seconds_count{route="/v1/track",status="200"}')).toBe(3);
    expect(value('flywheel_http_request_seconds_count{route="/u/:token",status="404"}')).toBe(1);
    expect(value('flywheel_http_request_seconds_count{route="(none)",status="404"}')).toBe(1);
    expect(value('flywheel_http_request_seconds_count{route="/slack/*",status="200"}')).toBe(1);
    expect(read.text).not.toContain('ada');
  });

  it('have names by the conventions, words each, and those of the Node process beside them', () => {
    const ours = [...read.help.keys()].filter((name) => name.startsWith('flywheel_'));
    expect(ours.length).toBeGreaterThan(20);
    for (const name of ours) {
      expect(name).toMatch(/^flywheel_[a-z]+(_[a-z]+)*$/);
      expect(name).not.toMatch(/_(ms|milliseconds|minutes|kilobytes|mb)$/);
      expect(read.help.get(name)).toMatch(/^[A-Z].*\.$/);
    }
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(value('flywheel_disk_free_bytes')).toBeGreaterThan(0);
  });

  it('are explained in the documentation, each, and nothing else is', () => {
    const explained = readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(flywheel_\w+)` \|/gm);
    const ours = [...read.help.keys()].filter((name) => name.startsWith('flywheel_'));
    expect([...explained].map((match) => match[1]).toSorted()).toEqual(ours.toSorted());
  });

  it('are of one app, though there are two in the process', async () => {
    const other = await startFlywheel({ at: NOW });
    await track(other, 'z');
    expect((await scrape(other.url)).values.get('flywheel_events_stored_total')).toBe(1);
    expect((await scrape(flywheel.url)).values.get('flywheel_events_stored_total')).toBe(2);
  });

  it('leave out what cannot be read, and say so, when the database is gone', async () => {
    const { app, url, stop } = await openFlywheel({ at: NOW });
    await app.close();
    const { values, text } = await scrape(url);
    expect(values.get('flywheel_database_up')).toBe(0);
    expect(text).not.toMatch(/^flywheel_(contacts|outbox_messages|campaigns)[ {]/m);
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(0);
    await stop();
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'are not there for whoever comes through a proxy that says so by %s',
    async (header) => {
      const answer = await fetch(`${flywheel.url}/metrics`, { headers: { [header]: '127.0.0.1' } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe(
        (await (await fetch(`${flywheel.url}/nothing`)).text()).replace('/nothing', '/metrics'),
      );
    },
  );
});

async function sendingCampaign({ app: { stores } }: RunningFlywheel, contactIds: readonly string[]) {
  const assignments = contactIds.map((id) => anAssignment(id));
  const campaign = await stores.campaigns.propose(aProposal({ assignments, expiresAt: NOW * 2 }));
  const { id: campaignId, contentHash } = campaign;
  const change = { campaignId, contentHash, actor: 'U1', at: NOW, comment: null };
  await stores.campaigns.transition({ ...change, from: 'proposed', to: 'approved', action: 'approve' });
  await stores.campaigns.transition({ ...change, from: 'approved', to: 'sending', action: 'start sending' });
  await stores.outbox.enqueue(campaignId, NOW);
}

describe('the metrics page', () => {
  it.each([
    ['127.0.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['10.1.2.3', 200],
    ['172.31.0.9', 200],
    ['192.168.0.7', 200],
    ['::ffff:192.168.0.7', 200],
    ['fd00::1', 200],
    ['172.32.0.1', 404],
    ['8.8.8.8', 404],
    ['::ffff:8.8.8.8', 404],
    ['2001:4860::1', 404],
  ])('answers %s with %i', async (remoteAddress, status) => {
    const server = createServer();
    await server.register(metricsPage, { metrics: createMetrics(), refresh: async () => undefined });
    expect((await server.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(status);
  });
});

describe('refused requests', () => {
  it('are told once a minute and class, with how many there were and why nothing could be taken', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const lines: string[] = [];
    const server = createServer({ log: createLog('info', { write: (line) => lines.push(line) }) });
    watchRequests(server, createMetrics());
    server.get('/full/:id', async () => {
      throw new AppError('unavailable', `The disk is full, ${ADDRESS}.`);
    });
    server.get('/wrong', async () => {
      throw new AppError('invalid', 'The body begins with "Ada Lovel"');
    });
    try {
      for (let n = 0; n < 5; n += 1) await server.inject(`/full/${n}`);
      await server.inject('/wrong');
      vi.advanceTimersByTime(60_000);
      await server.inject('/full/6');
    } finally {
      vi.useRealTimers();
    }
    const told = lines.map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { route: '/full/:id', status: 503, requests: 1, reason: 'The disk is full, (address).' },
      { route: '/wrong', status: 400, requests: 1 },
      { route: '/full/:id', status: 503, requests: 5 },
    ]);
    expect(lines.join('')).not.toContain('Lovel');
  });
});
