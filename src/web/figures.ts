/** Figures that are read at the moment somebody asks: right however many processes there are. */

import type { Collector } from '../collect/accept-calls.ts';
import type { Clock } from '../domain/clock.ts';
import { DISK_RESERVE_BYTES, type DiskSpace } from '../domain/disk-space.ts';
import type { Stores } from '../domain/stores.ts';
import type { Metrics } from './metrics.ts';
import { type JobHealth, lastOf } from './read-jobs.ts';

export interface FigureParts {
  readonly stores: Pick<Stores, 'outbox' | 'campaigns' | 'jobs' | 'contacts' | 'modelRuns' | 'posts'>;
  readonly collector: Pick<Collector, 'queue'>;
  readonly disk: DiskSpace;
  readonly clock: Clock;
  readonly readJobs: () => Promise<readonly JobHealth[]>;
  /** Null without Slack. */
  readonly isSlackConnected: () => boolean | null;
}

/** Returns a function that brings the gauges up to date. Never rejects: `flywheel_database_up` is 0 when it cannot read. */
export function createFigures(metrics: Metrics, parts: FigureParts): () => Promise<void> {
  const setHere = figuresOfProcess(metrics, parts);
  const setFlow = figuresOfFlow(metrics);
  const setJobs = figuresOfJobs(metrics);
  const setChampion = figuresOfChampion(metrics);
  const setPosts = figuresOfPosts(metrics);
  const up = metrics.gauge('flywheel_database_up', 'Whether the database answered this scrape.');
  return async () => {
    await setHere();
    const read = await readStores(parts).catch(() => null);
    up.set(read === null ? 0 : 1);
    setFlow(read);
    setJobs(read);
    setPosts(read?.posts ?? null);
    setChampion(read?.champion ?? null, parts.clock.now());
  };
}

type Read = Awaited<ReturnType<typeof readStores>>;

async function readStores({ stores, readJobs }: FigureParts) {
  const { outbox, campaigns, contacts, modelRuns, jobs, posts } = stores;
  return {
    messages: await outbox.countByState(),
    campaigns: await campaigns.countByState(),
    contacts: await contacts.count(),
    champion: await modelRuns.champion(),
    jobs: await readJobs(),
    failures: await jobs.failures(),
    posts: await posts.counts(),
  };
}

function figuresOfProcess(metrics: Metrics, { collector, disk, isSlackConnected }: FigureParts) {
  const waiting = metrics.gauge('flywheel_ingest_queue_calls', 'Calls that wait for the database now.');
  const capacity = metrics.gauge(
    'flywheel_ingest_queue_capacity_calls',
    'Calls that may wait; beyond it, 503.',
  );
  const free = metrics.gauge('flywheel_disk_free_bytes', 'Free bytes of the disk that holds DATA_DIR.');
  const reserve = metrics.gauge(
    'flywheel_disk_reserve_bytes',
    'With less than this free, events are refused.',
  );
  const slack = metrics.gauge(
    'flywheel_slack_connected',
    'Whether Slack is connected; absent without Slack.',
  );
  reserve.set(DISK_RESERVE_BYTES);
  return async () => {
    const queue = collector.queue();
    waiting.set(queue.waiting);
    capacity.set(queue.capacity);
    free.set(await disk.freeBytes());
    // A reset would leave a zero.
    slack.remove();
    const isConnected = isSlackConnected();
    if (isConnected !== null) slack.set(isConnected ? 1 : 0);
  };
}

/** What is not known is absent, never an old value or a zero. */
function figuresOfFlow(metrics: Metrics) {
  const messages = metrics.gauge('flywheel_outbox_messages', 'E-mails in the outbox by state.', ['state']);
  const campaigns = metrics.gauge('flywheel_campaigns', 'Campaigns by state.', ['state']);
  const contacts = metrics.gauge('flywheel_contacts', 'Contacts known.');
  return (read: Read | null) => {
    messages.reset();
    campaigns.reset();
    contacts.remove();
    if (read === null) return;
    for (const [state, count] of Object.entries(read.messages)) messages.set({ state }, count);
    for (const [state, count] of Object.entries(read.campaigns)) campaigns.set({ state }, count);
    contacts.set(read.contacts);
  };
}

function figuresOfPosts(metrics: Metrics) {
  const posts = metrics.gauge('flywheel_slack_posts', 'What the bot says by itself, by state.', ['state']);
  const oldest = metrics.gauge(
    'flywheel_slack_post_oldest_timestamp_seconds',
    'When the post that has waited longest was added, in seconds since 1970; absent while none waits.',
  );
  return (read: Read['posts'] | null) => {
    posts.reset();
    oldest.remove();
    if (read === null) return;
    posts.set({ state: 'waiting' }, read.waiting);
    posts.set({ state: 'failed' }, read.failed);
    if (read.oldestAt !== null) oldest.set(read.oldestAt / 1000);
  };
}

function figuresOfJobs(metrics: Metrics) {
  const job = ['job'];
  const seconds = metrics.gauge('flywheel_job_last_duration_seconds', 'How long the last run took.', job);
  const success = metrics.gauge(
    'flywheel_job_last_success_timestamp_seconds',
    'When a run last ended well, in seconds since 1970.',
    job,
  );
  const failures = metrics.counter('flywheel_job_failures_total', 'Runs that failed.', job);
  return (read: Read | null) => {
    for (const metric of [seconds, success, failures]) metric.reset();
    for (const health of read?.jobs ?? []) {
      const last = lastOf(health);
      if (last !== null) seconds.set({ job: health.name }, (last.finishedAt - last.startedAt) / 1000);
      if (health.done !== null) success.set({ job: health.name }, health.done.finishedAt / 1000);
      failures.inc({ job: health.name }, read?.failures[health.name] ?? 0);
    }
  };
}

function figuresOfChampion(metrics: Metrics) {
  const kinds = ['kind'];
  const age = metrics.gauge('flywheel_champion_age_seconds', 'Since the model in use was trained.', kinds);
  const rocAuc = metrics.gauge(
    'flywheel_champion_roc_auc',
    'ROC-AUC of the model in use on its test set.',
    kinds,
  );
  const logLoss = metrics.gauge(
    'flywheel_champion_log_loss',
    'Log loss of the model in use on its test set.',
    kinds,
  );
  return (champion: Read['champion'], now: number) => {
    for (const gauge of [age, rocAuc, logLoss]) gauge.reset();
    if (champion === null) return;
    const { kind, metrics: measured } = champion;
    age.set({ kind }, (now - champion.trainedAt) / 1000);
    rocAuc.set({ kind }, measured.rocAuc);
    logLoss.set({ kind }, measured.logLoss);
  };
}
