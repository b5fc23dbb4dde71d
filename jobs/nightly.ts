/** The night: the wheel is turned once, and the team is told what came of it. */

import { z } from 'zod';
import type { TenantApp as App } from '../src/app.ts';
import { DAY } from '../src/domain/clock.ts';
import { KEPT_DECISIONS } from '../src/domain/decision-trail.ts';
import type { Notifier } from '../src/domain/notifier.ts';
import { AppError } from '../src/errors.ts';
import type { NightResult } from '../src/flywheel.ts';
import { tellHeads } from '../src/optimize/tell-heads.ts';
import { tellRecommender } from '../src/optimize/tell-recommender.ts';
import { describeQuality } from '../src/prepare/report-quality.ts';
import type { Job, JobResult } from './job.ts';
import { judgeMorning, type Morning } from './judge-morning.ts';

/** How long it is kept how a job ended: what runs each minute is soon of no interest. */
const KEEP_RUNS: Readonly<Record<string, number>> = { deliver: 7 * DAY, 'follow-up': 7 * DAY };
const KEEP_OTHER_RUNS = 90 * DAY;
/** Long enough to see what a sender did wrong; they hold customers' data. */
const KEEP_DEAD_LETTERS = 90 * DAY;
const driftSchema = z.object({
  drift: z.object({ findings: z.array(z.object({ keys: z.array(z.string()) })) }),
});

export const nightly: Job = {
  name: 'nightly',
  summary: 'prepare, train, evaluate, score, strategize, and tell Slack',
  schedule: { every: 'day', hour: 3 },
  async run(app, { say, signal }) {
    const { name: backend, tried } = await app.learningBackend();
    app.log.info({ backend, tried }, 'networks are computed on this backend');
    say(`learning on ${backend}`);
    const last = await app.stores.jobs.lastDone(nightly.name);
    const night = await app.turn((stage, detail) => {
      // A night can be repeated, so it may end anywhere.
      if (signal.aborted) throw new AppError('unavailable', 'The night was stopped before it was done.');
      say(`${stage}: ${detail}`);
    }, last?.startedAt ?? undefined);
    // Another worker may be turning it again by now, and tells of it then.
    if (signal.aborted) throw new AppError('unavailable', 'The night was stopped before it was told.');
    const besidesNews = await tellBesides(app, last?.finishedAt ?? 0);
    const morning = judgeMorning(night, last?.result, besidesNews);
    const told = await tellTeam(app, night, { known: readKeys(last?.result), morning, besidesNews });
    const now = app.clock.now();
    const purged = await app.stores.jobs.purge((name) => now - (KEEP_RUNS[name] ?? KEEP_OTHER_RUNS));
    const purgedDeadLetters = await app.stores.events.purgeDeadLetters(now - KEEP_DEAD_LETTERS);
    const quietMornings = morning.kind === 'news' ? 0 : morning.mornings;
    return { ...count(night), told, quietMornings, purgedRuns: purged, purgedDeadLetters };
  },
};

/** What has changed since the last night that was done had ended, besides the champion, in words; null where nothing did. */
async function tellBesides(app: App, toldUntil: number): Promise<string | null> {
  const news = [
    tellHeads(await app.headsTrail.recent(KEPT_DECISIONS), toldUntil),
    tellRecommender(await app.recommenderTrail.recent(KEPT_DECISIONS), toldUntil),
  ].filter((words) => words !== null);
  return news.length === 0 ? null : news.join(' ');
}

/** False when there was nothing to tell or it could not be kept for Slack: what was learnt and proposed stands without it. */
async function tellTeam(app: App, night: NightResult, context: TellContext): Promise<boolean> {
  if (app.notifier === null || night.prepared.span === null) return false;
  try {
    return await tellNight(app.notifier, night, context);
  } catch (err) {
    app.log.error({ err }, 'the digest could not be kept; `/campaign` shows what was proposed');
    return false;
  }
}

interface TellContext {
  /** What the night before found to have moved. */
  readonly known: ReadonlySet<string>;
  readonly morning: Morning;
  /** Who foretells what besides an order, or recommends, other than before; null where nobody does. */
  readonly besidesNews: string | null;
}

/** Gives whether anything was said. */
async function tellNight(
  notifier: Notifier,
  night: NightResult,
  { known, morning, besidesNews }: TellContext,
): Promise<boolean> {
  const { report, outcome } = night.prepared;
  if (outcome.kind === 'held') await notifier.tell({ kind: 'training held', report });
  const fresh = night.drift.findings.filter(({ keys }) => keys.some((key) => !known.has(key)));
  if (fresh.length > 0) await notifier.tell({ kind: 'drift', findings: fresh });
  if (morning.kind === 'quiet week') {
    await notifier.tell({ kind: 'quiet week', mornings: morning.mornings, contacts: night.scored });
    return true;
  }
  if (morning.kind === 'quiet') return fresh.length > 0;
  await notifier.tell({
    kind: 'digest',
    digest: {
      champion: night.champion,
      decision: newsOf(night),
      besidesNews,
      contacts: night.scored,
      strategies: night.strategies,
      proposed: night.proposed,
    },
  });
  return true;
}

/** What the night before found to have moved, which is not told again. */
function readKeys(result: JobResult | null | undefined): ReadonlySet<string> {
  const drift = driftSchema.safeParse(result);
  return new Set(drift.success ? drift.data.drift.findings.flatMap(({ keys }) => keys) : []);
}

/** The same as whoever uses it needs it: who foretells now, without the figures that `/model` has. */
function newsOf(night: NightResult): string {
  const { judgement, champion } = night;
  if (judgement === null || champion === null) return decisionOf(night);
  const name = champion.kind.replaceAll('-', ' ');
  return judgement.promoted === null
    ? `the ${name} goes on foretelling who buys; nothing that was learnt last night took its place.`
    : `from now on the ${name} foretells who buys.`;
}

/** What was decided about models, in words; also why nothing was trained. */
function decisionOf({ prepared, judgement }: NightResult): string {
  const { outcome, report } = prepared;
  if (judgement !== null) return judgement.words;
  if (outcome.kind === 'not-enough-data')
    return `Not enough data to train: ${outcome.reason} ${outcome.enough}`;
  return `Nothing was trained: ${describeQuality(report)}`;
}

function count(night: NightResult): JobResult {
  const { outcome } = night.prepared;
  return {
    ...{ events: night.events.known, eventsRead: night.events.read },
    trained: night.trained.length,
    leftOut: night.leftOut,
    champion: night.champion?.kind ?? null,
    championId: night.champion?.id ?? null,
    promoted: night.judgement?.promoted?.kind ?? null,
    ...{ decision: decisionOf(night), news: newsOf(night) },
    ...(outcome.kind === 'ready'
      ? {
          trainingRows: outcome.sets.training.rows,
          testRows: outcome.sets.test.rows,
          trainingSetHash: outcome.sets.hash,
        }
      : { notTrained: decisionOf(night) }),
    metrics: night.trained.map(({ kind, metrics: { reliability: _, ...metrics } }) => ({ kind, ...metrics })),
    pastWindows: night.pastWindows,
    drift: night.drift,
    ...{ live: night.live, rolling: night.rolling },
    importance: night.importance,
    ...{ lifetime: night.lifetime, heads: night.heads },
    leftAlone: night.leftAlone && {
      contacts: night.leftAlone.contactIds.size,
      words: night.leftAlone.words,
      uplift: night.leftAlone.uplift,
    },
    newConversions: night.newConversions,
    scored: night.scored,
    ...countProducts(night),
    strategies: night.strategies.map(
      ({ kind, title, reason, counts, expectedOrders, expectedRevenueCents, currency }) => ({
        kind,
        title,
        reason,
        counts,
        expectedOrders,
        expectedRevenueCents,
        currency,
      }),
    ),
    proposed: night.proposed.map(({ number }) => number),
    skipped: night.skipped,
    held: night.prepared.report.held,
  };
}

function countProducts({ nextProduct, popular, liveNext }: NightResult): JobResult {
  return {
    ...{ popular, liveNext },
    nextProduct: nextProduct && {
      contacts: nextProduct.contacts,
      hitRate: nextProduct.hitRate,
      popularityHitRate: nextProduct.popularityHitRate,
      likeliestHitRate: nextProduct.likeliestHitRate,
      shownHitRate: nextProduct.shownHitRate,
    },
  };
}
