/** Learn, besides an order: who leaves, what is spent, when the next order comes; and who foretells it from tonight on. */

import type { ArtifactStore } from './domain/artifact.ts';
import { FLYWHEEL_ACTOR } from './domain/campaign.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { PlannedComparison } from './domain/comparison.ts';
import {
  areComparedAlike,
  areSame,
  type HeadsDecision,
  listKept,
  listRuns,
  type NewHeadsDecision,
  type ServingHeads,
} from './domain/heads-decision.ts';
import { HEADS, type HeadName, type HeadsReport } from './domain/heads-report.ts';
import type { NightBudget } from './domain/night-budget.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { learnHeads } from './learn/heads/learn-heads.ts';
import { planComparison } from './optimize/plan-comparison.ts';
import { findHeadsChoice } from './optimize/respect-choice.ts';
import { createHeadsTrail } from './optimize/roll-back-heads.ts';
import { buildHeadSets, type HeadSets } from './prepare/build-head-sets.ts';
import type { KeptHorizon } from './prepare/choose-horizon.ts';
import type { DataSpan } from './prepare/measure-data-span.ts';
import type { Prepared } from './prepare/prepare-night.ts';
import type { Recalled } from './prepare/recall-histories.ts';
import { markUndecided, type SweptTrail, sweepLearnt } from './sweep-learnt.ts';

interface HeadsParts {
  readonly stores: Pick<Stores, 'headsDecisions'>;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: { readonly outcomeWindowDays: number; readonly seed: number; readonly program: string };
  readonly budget?: NightBudget;
  readonly onProgress?: (stage: string, detail: string) => void;
}

/** What was found, or why nothing could be, in words. Null where training is held back, and who served goes on. */
export async function learnHeadsAtNight(
  parts: HeadsParts,
  recalled: Pick<Recalled, 'histories'>,
  { span, gaps, outcome }: Prepared,
): Promise<HeadsReport | { readonly missing: string } | null> {
  if (outcome.kind === 'held') return null;
  const { stores, clock, settings, onProgress } = parts;
  onProgress?.('learn', 'who leaves, what is spent, when the next order comes');
  const [last] = await stores.headsDecisions.recent(1);
  const { outcomeWindowDays } = settings;
  const sets =
    span &&
    (await buildHeadSets({
      histories: () => recalled.histories(Number.MAX_SAFE_INTEGER),
      ...{ span, gaps, outcomeWindowDays, kept: keepHorizon(last, span, outcomeWindowDays) },
      now: clock.now(),
    }));
  if (sets === null || sets.kind !== 'head-sets') {
    const missing = sets === null ? 'There are no customer events yet.' : `${sets.reason} ${sets.enough}`;
    return { missing: await silence(parts, last, missing) };
  }
  return learnFrom(parts, sets, last);
}

/** Of who serves, if that foretells the outcome window of today. */
function keepHorizon(
  last: HeadsDecision | undefined,
  { end }: DataSpan,
  outcomeWindowDays: number,
): KeptHorizon | null {
  if (last === undefined || last.outcomeWindowDays !== outcomeWindowDays || !servesAny(last)) return null;
  const days = last.horizonDays;
  return { days, isChosen: findHeadsChoice(last, end - days * DAY) !== null };
}

function servesAny({ serves }: HeadsDecision): boolean {
  return listRuns(serves).length > 0;
}

/**
 * What was learnt with another outcome window, say, must not speak any more; what a person chose goes on, as nothing has been tested
 * since. Gives what is missing, with what became of that choice.
 */
async function silence(parts: HeadsParts, last: HeadsDecision | undefined, missing: string): Promise<string> {
  if (last === undefined || !servesAny(last)) return missing;
  const choice = findHeadsChoice(last, null);
  const isSame = last.outcomeWindowDays === parts.settings.outcomeWindowDays;
  if (choice !== null && isSame) return `${missing} Who foretold goes on: ${choice}.`;
  const ended = choice === null ? '' : ` ${sayEnded(last, parts.settings)}.`;
  await decide(parts, { ...last, serves: {}, reason: `${missing}${ended}` }, last);
  return `${missing}${ended}`;
}

/** A choice that cannot be kept is not dropped without a word. */
function sayEnded(
  { at, outcomeWindowDays, horizonDays }: HeadsDecision,
  now: { readonly outcomeWindowDays: number },
): string {
  const why =
    outcomeWindowDays === now.outcomeWindowDays
      ? `it foretells leaving within ${horizonDays} days, which cannot be tested any more`
      : `it foretells ${outcomeWindowDays} days, and the outcome window is ${now.outcomeWindowDays} days now`;
  return `Whom a person chose on ${new Date(at).toISOString().slice(0, 10)} serves no longer: ${why}`;
}

async function learnFrom(
  parts: HeadsParts,
  sets: HeadSets,
  last: HeadsDecision | undefined,
): Promise<HeadsReport> {
  const { artifacts, clock, settings, newId, onProgress } = parts;
  const { outcomeWindowDays, horizonDays, cutoffs } = sets;
  const runId = newId();
  const swept = sweptHeads(parts);
  await sweepLearnt(artifacts, swept);
  await markUndecided(artifacts, swept, runId);
  const isSame =
    last !== undefined && last.outcomeWindowDays === outcomeWindowDays && last.horizonDays === horizonDays;
  const { report, serves } = await learnHeads(
    { artifacts, clock },
    {
      ...{ sets, runId, seed: settings.seed, program: settings.program },
      ...(parts.budget === undefined ? {} : { budget: parts.budget }),
      serving: isSame ? last.serves : {},
      plans: isSame ? planHeads(last.serves, sets) : new Map(),
      held: isSame ? findHeadsChoice(last, cutoffs.test) : null,
      onProgress: ({ epoch, epochs, validationLogLoss }) =>
        onProgress?.(
          'learn',
          `heads, epoch ${epoch} of ${epochs}, validation loss ${validationLogLoss.toFixed(4)}`,
        ),
    },
  );
  const isEnded = last !== undefined && !isSame && findHeadsChoice(last, null) !== null;
  const reason = [
    ...(isEnded ? [sayEnded(last, { outcomeWindowDays })] : []),
    ...report.verdicts.map(({ head, why }) => `${head}: ${why}`),
  ].join('. ');
  const terms = { outcomeWindowDays, horizonDays, testCutoff: cutoffs.test };
  const isUnchanged =
    last !== undefined && isSame && areSame(serves, last.serves) && areComparedAlike(serves, last.serves);
  const decision = isUnchanged ? last.number : await decide(parts, { ...terms, serves, reason }, last);
  await sweepLearnt(artifacts, swept);
  return { ...report, decision };
}

function sweptHeads({ stores, artifacts, clock, settings }: HeadsParts): SweptTrail<NewHeadsDecision> {
  const { outcomeWindowDays } = settings;
  const trail = createHeadsTrail({ ...stores, artifacts, clock, outcomeWindowDays });
  return { trail, named: ({ serves }) => listKept(serves), undecided: 'heads-undecided' };
}

/** By the rule of champions, each head for itself: its outcomes are known once the horizon is over. */
function planHeads(
  serves: ServingHeads,
  { cutoffs, horizonDays }: HeadSets,
): ReadonlyMap<HeadName, PlannedComparison> {
  return new Map(
    HEADS.flatMap((head) => {
      const one = serves[head];
      if (!one) return [];
      const facts = { last: one.comparisons ?? null, championId: one.anchorId ?? one.runId };
      const night = { testCutoff: cutoffs.test, outcomeWindowDays: horizonDays };
      return [[head, planComparison({ ...facts, ...night })] as const];
    }),
  );
}

/** The number of the decision; null where somebody decided otherwise while the night learnt, which stands. */
async function decide(
  { stores, clock }: HeadsParts,
  what: Pick<NewHeadsDecision, 'serves' | 'reason' | 'testCutoff' | 'outcomeWindowDays' | 'horizonDays'>,
  last: HeadsDecision | undefined,
): Promise<number | null> {
  const { serves, reason, testCutoff, outcomeWindowDays, horizonDays } = what;
  const terms = { testCutoff, outcomeWindowDays, horizonDays };
  const by = { action: 'promote', actor: FLYWHEEL_ACTOR, at: clock.now(), backTo: null } as const;
  try {
    await stores.headsDecisions.add({ ...{ serves, reason }, ...terms, ...by }, last?.number ?? null);
  } catch (fault) {
    if (!(fault instanceof AppError && fault.code === 'conflict')) throw fault;
    return null;
  }
  return (last?.number ?? 0) + 1;
}
