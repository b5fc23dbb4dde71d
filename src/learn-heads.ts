/** Learn, besides an order: who leaves, what is spent, when the next order comes. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { Clock } from './domain/clock.ts';
import type { HeadsReport } from './domain/heads-report.ts';
import { learnHeads } from './learn/heads/learn-heads.ts';
import { buildHeadSets } from './prepare/build-head-sets.ts';
import type { Prepared } from './prepare/prepare-night.ts';
import type { Recalled } from './prepare/recall-histories.ts';

interface HeadsParts {
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  readonly settings: { readonly outcomeWindowDays: number; readonly seed: number };
  readonly onProgress?: (stage: string, detail: string) => void;
}

/** What was found, or why nothing could be, in words. Null where training is held back, and what the night before kept stays. */
export async function learnHeadsAtNight(
  { artifacts, clock, settings, onProgress }: HeadsParts,
  recalled: Pick<Recalled, 'histories'>,
  { span, gaps, outcome }: Prepared,
): Promise<HeadsReport | { readonly missing: string } | null> {
  if (outcome.kind === 'held') return null;
  onProgress?.('learn', 'who leaves, what is spent, when the next order comes');
  const sets =
    span &&
    (await buildHeadSets({
      histories: () => recalled.histories(Number.MAX_SAFE_INTEGER),
      ...{ span, gaps },
      outcomeWindowDays: settings.outcomeWindowDays,
      now: clock.now(),
    }));
  if (sets === null || sets.kind !== 'head-sets') {
    // What was learnt with another outcome window, say, must not speak any more.
    await artifacts.remove('heads');
    return { missing: sets === null ? 'There are no customer events yet.' : `${sets.reason} ${sets.enough}` };
  }
  return learnHeads(
    { artifacts, clock },
    {
      sets,
      seed: settings.seed,
      onProgress: ({ epoch, epochs, validationLogLoss }) =>
        onProgress?.(
          'learn',
          `heads, epoch ${epoch} of ${epochs}, validation loss ${validationLogLoss.toFixed(4)}`,
        ),
    },
  );
}
