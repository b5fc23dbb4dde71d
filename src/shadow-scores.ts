/** What several models say of the same contacts is kept each night, and judged once it is known who ordered. */

import type { ArtifactStore } from './domain/artifact.ts';
import { DAY } from './domain/clock.ts';
import type { ContactHistory } from './domain/event.ts';
import type { LiveEvidence } from './domain/live-evidence.ts';
import type { LiveHeads } from './domain/live-heads.ts';
import type { LiveNextProducts } from './domain/live-next-products.ts';
import type { ModelRun } from './domain/model-run.ts';
import type { Stores } from './domain/stores.ts';
import { type SampleRequest, sampleScores } from './learn/sample-scores.ts';
import { judgeLive } from './optimize/judge-live.ts';
import { type HeadOutcome, judgeLiveHeads } from './optimize/judge-live-heads.ts';
import { judgeLiveNext } from './optimize/judge-live-next.ts';
import { cleanHistory } from './prepare/clean-history.ts';
import { labelFuture } from './prepare/label-future.ts';
import { labelOutcome } from './prepare/label-outcome.ts';
import { listFirstOrdered } from './prepare/list-steps.ts';

/** A night or two that fail must not cost the evidence. */
const SPARE_DAYS = 7;
const RUNS = 20;
/** Of the bootstrap: the same facts give the same interval. */
const SEED = 1;

export interface Judging {
  /** To be shown every history. */
  see(history: ContactHistory): void;
  /** What came true; null while no sample's outcome window has ended. */
  finish(): LiveEvidence | null;
  /** The same of what was foretold besides an order; null where nothing was. */
  finishHeads(): LiveHeads | null;
  /** Whether contacts ordered what was recommended; null where nothing was, or too few ordered anything new. */
  finishNext(): LiveNextProducts | null;
}

/** Judges the newest sample whose outcome window has ended by `knownUntil`, up to where events are known. */
export async function openJudging(
  { scoreSamples }: Pick<Stores, 'scoreSamples'>,
  { knownUntil, now }: { readonly knownUntil: number; readonly now: number },
): Promise<Judging> {
  const sample = await scoreSamples.newestEnded(knownUntil);
  const nothing = () => null;
  if (sample === null)
    return { see: () => undefined, finish: nothing, finishHeads: nothing, finishNext: nothing };
  const { cutoff, outcomeWindowDays, contactIds } = sample;
  const wanted = new Set(contactIds);
  const labels = new Map<string, 0 | 1>();
  const outcomes = new Map<string, HeadOutcome>();
  const ordered = new Map<string, ReadonlySet<string>>();
  const end = cutoff + outcomeWindowDays * DAY;
  return {
    see(raw) {
      if (!wanted.has(raw.contactId) || raw.events.length === 0) return;
      const { history } = cleanHistory(raw, now);
      labels.set(raw.contactId, labelOutcome(history, cutoff, outcomeWindowDays));
      // Nothing is judged that takes longer than the window.
      const terms = { outcomeWindowDays, horizonDays: outcomeWindowDays, knownUntil };
      outcomes.set(raw.contactId, labelFuture(history, cutoff, terms));
      ordered.set(raw.contactId, listFirstOrdered(history, { cutoff, end }));
    },
    finish: () => judgeLive(sample, { labels, seed: SEED }),
    finishHeads: () => judgeLiveHeads(sample, { outcomes, seed: SEED }),
    finishNext: () => judgeLiveNext(sample, ordered),
  };
}

/** Keeps what champion, challengers and the champion before say tonight, for as long as it may be judged. */
export async function keepShadowScores(
  {
    stores,
    artifacts,
  }: { readonly stores: Pick<Stores, 'scoreSamples' | 'modelRuns'>; readonly artifacts: ArtifactStore },
  request: Omit<SampleRequest, 'others'>,
): Promise<void> {
  const others = await findOthers(stores, request.champion);
  await stores.scoreSamples.put(await sampleScores({ artifacts }, { ...request, others }));
  const { cutoff, champion } = request;
  await stores.scoreSamples.purge(cutoff - (champion.outcomeWindowDays + SPARE_DAYS) * DAY);
}

async function findOthers(
  { modelRuns }: Pick<Stores, 'modelRuns'>,
  { id, outcomeWindowDays }: ModelRun,
): Promise<readonly ModelRun[]> {
  const challengers = (await modelRuns.recent(RUNS)).filter(({ state }) => state === 'challenger');
  const [last] = await modelRuns.decisions(1);
  const formerId = last?.runId === id ? last.formerRunId : null;
  const former = formerId === null ? null : await modelRuns.get(formerId);
  const others =
    former === null ? challengers : [...challengers.filter((run) => run.id !== former.id), former];
  return others.filter((run) => run.outcomeWindowDays === outcomeWindowDays);
}
