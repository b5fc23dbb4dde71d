/** What is counted and timed while the process runs; one registry an app, read by Prometheus. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EventStore } from '../domain/event.ts';

export interface Metrics {
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  /** A gauge of this registry; `labelNames` only of what is bounded and personal to nobody. */
  gauge(name: string, help: string, labelNames?: readonly string[]): Gauge;
  counter(name: string, help: string, labelNames?: readonly string[]): Counter;
  /** The same store, with its commits counted and timed. */
  watchIngest(events: EventStore): EventStore;
  slackAcknowledged(seconds: number): void;
  /** An attempt to post what waited, by what came of it. */
  slackPost(outcome: string): void;
  requestAnswered(request: {
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** An open or click that a machine made, by why it was taken for one. */
  machineReacted(kind: string, reason: string): void;
  /** A request with events that was turned away. */
  ingestRejected(status: number): void;
}

const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const GROUP_CALLS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
/** Slack gives up after three seconds. */
const SLACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, registers, labelNames: [...labelNames] });
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name, help, registers, labelNames: [...labelNames] });
  collectDefaultMetrics({ register: registry });
  const rejected = counter(
    'flywheel_ingest_rejected_requests_total',
    'Requests with events that were turned away, by HTTP status.',
    ['status'],
  );
  const slackSeconds = new Histogram({
    name: 'flywheel_slack_acknowledgement_seconds',
    help: 'From the arrival of a request of Slack to its acknowledgement; Slack gives up after 3 seconds.',
    buckets: SLACK_SECONDS,
    registers,
  });
  const posts = counter(
    'flywheel_slack_post_attempts_total',
    'Attempts to post what the bot says by itself, by what came of them.',
    ['outcome'],
  );
  const requestSeconds = new Histogram({
    name: 'flywheel_http_request_seconds',
    help: 'HTTP requests by route (its pattern, never its URL) and status.',
    labelNames: ['route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  return {
    gauge,
    counter,
    text: () => registry.metrics(),
    contentType: registry.contentType,
    watchIngest: createIngestWatch(registers, counter),
    slackAcknowledged: (seconds) => slackSeconds.observe(seconds),
    slackPost: (outcome) => posts.inc({ outcome }),
    requestAnswered: ({ route, status, seconds }) => requestSeconds.observe({ route, status }, seconds),
    machineReacted: createMachineCount(counter),
    ingestRejected: (status) => rejected.inc({ status }),
  };
}

function createMachineCount(counter: Metrics['counter']): Metrics['machineReacted'] {
  const machines = counter('flywheel_machine_reactions_total', 'Opens and clicks of machines, left out.', [
    'kind',
    'reason',
  ]);
  return (kind, reason) => machines.inc({ kind, reason });
}

/** Counted over all tenants of the process. */
function createIngestWatch(registers: Registry[], counter: Metrics['counter']): Metrics['watchIngest'] {
  const stored = counter('flywheel_events_stored_total', 'Events stored, durably.');
  const duplicates = counter('flywheel_events_duplicate_total', 'Events that had been stored before.');
  const deadLetters = counter('flywheel_dead_letters_total', 'Calls kept as dead letters, with the reason.');
  const failures = counter(
    'flywheel_ingest_commit_failures_total',
    'Groups of events that were not committed.',
  );
  const groupCalls = new Histogram({
    name: 'flywheel_ingest_group_calls',
    help: 'Calls that shared one transaction.',
    buckets: GROUP_CALLS,
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'flywheel_ingest_commit_seconds',
    help: 'How long one transaction of events took, failed ones included.',
    buckets: COMMIT_SECONDS,
    registers,
  });
  return (events) => ({
    ...events,
    async ingest(group, letters) {
      const done = commitSeconds.startTimer();
      groupCalls.observe(group.length + letters.length);
      try {
        const result = await events.ingest(group, letters);
        stored.inc(result.stored);
        duplicates.inc(result.duplicates);
        deadLetters.inc(result.deadLetters);
        return result;
      } catch (error) {
        failures.inc();
        throw error;
      } finally {
        done();
      }
    },
  });
}
