/** Figures that the database knows, of one company or of each workspace: absent where they are not known. */

import type { Stores } from '../domain/stores.ts';
import type { Metrics } from './metrics.ts';
import { type JobHealth, lastOf } from './read-jobs.ts';

export interface StoreParts {
  readonly stores: Pick<Stores, 'outbox' | 'campaigns' | 'jobs' | 'contacts' | 'modelRuns' | 'posts'>;
  readonly readJobs: () => Promise<readonly JobHealth[]>;
}

export type StoreRead = Awaited<ReturnType<typeof readStores>>;

export interface StoreFigures {
  /** Forgets all: what is not set anew is absent, never an old value or a zero. */
  clear(): void;
  /** `labels` name the workspace, where there are several. */
  set(read: StoreRead, now: number, labels?: Labels): void;
}

type Labels = Readonly<Record<string, string>>;

export async function readStores({ stores, readJobs }: StoreParts) {
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

/** `of`: the label that tells workspaces apart; none for one company. */
export function createStoreFigures(metrics: Metrics, of: readonly 'workspace'[] = []): StoreFigures {
  const all = [
    figuresOfFlow(metrics, of),
    figuresOfPosts(metrics, of),
    figuresOfJobs(metrics, of),
    figuresOfChampion(metrics, of),
  ];
  return {
    clear() {
      for (const one of all) one.clear();
    },
    set(read, now, labels = {}) {
      for (const one of all) one.set(read, now, labels);
    },
  };
}

function figuresOfFlow(metrics: Metrics, of: readonly string[]): StoreFigures {
  const messages = metrics.gauge('flywheel_outbox_messages', 'E-mails in the outbox by state.', [
    ...of,
    'state',
  ]);
  const campaigns = metrics.gauge('flywheel_campaigns', 'Campaigns by state.', [...of, 'state']);
  const contacts = metrics.gauge('flywheel_contacts', 'Contacts known.', of);
  return {
    clear() {
      clearAll(messages, campaigns, contacts);
      if (of.length === 0) contacts.remove();
    },
    set(read, _now, labels = {}) {
      for (const [state, count] of Object.entries(read.messages)) messages.set({ ...labels, state }, count);
      for (const [state, count] of Object.entries(read.campaigns)) campaigns.set({ ...labels, state }, count);
      contacts.set({ ...labels }, read.contacts);
    },
  };
}

function figuresOfPosts(metrics: Metrics, of: readonly string[]): StoreFigures {
  const posts = metrics.gauge('flywheel_slack_posts', 'What the bot says by itself, by state.', [
    ...of,
    'state',
  ]);
  const oldest = metrics.gauge(
    'flywheel_slack_post_oldest_timestamp_seconds',
    'When the post that has waited longest was added, in seconds since 1970; absent while none waits.',
    of,
  );
  return {
    clear() {
      clearAll(posts, oldest);
      if (of.length === 0) oldest.remove();
    },
    set({ posts: { waiting, failed, oldestAt } }, _now, labels = {}) {
      posts.set({ ...labels, state: 'waiting' }, waiting);
      posts.set({ ...labels, state: 'failed' }, failed);
      if (oldestAt !== null) oldest.set({ ...labels }, oldestAt / 1000);
    },
  };
}

function figuresOfJobs(metrics: Metrics, of: readonly string[]): StoreFigures {
  const names = [...of, 'job'];
  const seconds = metrics.gauge('flywheel_job_last_duration_seconds', 'How long the last run took.', names);
  const success = metrics.gauge(
    'flywheel_job_last_success_timestamp_seconds',
    'When a run last ended well, in seconds since 1970.',
    names,
  );
  const failures = metrics.counter('flywheel_job_failures_total', 'Runs that failed.', names);
  return {
    clear: () => clearAll(seconds, success, failures),
    set(read, _now, labels = {}) {
      for (const health of read.jobs) {
        const of = { ...labels, job: health.name };
        const last = lastOf(health);
        if (last !== null) seconds.set(of, (last.finishedAt - last.startedAt) / 1000);
        if (health.done !== null) success.set(of, health.done.finishedAt / 1000);
        failures.inc(of, read.failures[health.name] ?? 0);
      }
    },
  };
}

function figuresOfChampion(metrics: Metrics, of: readonly string[]): StoreFigures {
  const names = [...of, 'kind'];
  const age = metrics.gauge('flywheel_champion_age_seconds', 'Since the model in use was trained.', names);
  const rocAuc = metrics.gauge(
    'flywheel_champion_roc_auc',
    'ROC-AUC of the model in use on its test set.',
    names,
  );
  const logLoss = metrics.gauge(
    'flywheel_champion_log_loss',
    'Log loss of the model in use on its test set.',
    names,
  );
  return {
    clear: () => clearAll(age, rocAuc, logLoss),
    set({ champion }, now, labels = {}) {
      if (champion === null) return;
      const of = { ...labels, kind: champion.kind };
      age.set(of, (now - champion.trainedAt) / 1000);
      rocAuc.set(of, champion.metrics.rocAuc);
      logLoss.set(of, champion.metrics.logLoss);
    },
  };
}

/** Where there is no label, a reset leaves a zero, which has to be removed too. */
function clearAll(...metrics: readonly { reset(): void }[]): void {
  for (const metric of metrics) metric.reset();
}
