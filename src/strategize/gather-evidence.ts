/** What speaks for a strategy beside its own kind's figures: the model, the features, what was measured. */

import type { ModelRun } from '../domain/model-run.ts';
import type { MeasuredEffect } from '../domain/outcome.ts';
import type { Evidence } from '../domain/strategy.ts';
import { median } from '../statistics/quantile.ts';
import { sayEffect } from './describe-basis.ts';
import { isMeasured } from './expect-outcome.ts';
import { sayCount, sayDate, sayDays, sayPercent, sayPoints } from './say.ts';
import type { Pick, Shop, StrategyInput } from './strategy-input.ts';

export interface EvidenceFacts {
  readonly shop: Shop;
  readonly input: StrategyInput;
  readonly effect: MeasuredEffect | undefined;
}

/** The champion's quality and the feature that moves it most for this audience, or what stands in for a champion; and what earlier e-mails of the kind did, if measured. */
export function gatherEvidence(mailable: readonly Pick[], facts: EvidenceFacts): readonly Evidence[] {
  const { shop, input, effect } = facts;
  const evidence =
    shop.champion === null
      ? [tellRecency(mailable, shop)]
      : [...tellModel(mailable, shop.champion), ...tellStrongest(mailable, input.describeFeature)];
  if (!isMeasured(effect)) return evidence;
  return [...evidence, { statement: sayEffect(effect), source: 'outcomes of earlier campaigns' }];
}

function tellRecency(mailable: readonly Pick[], shop: Shop): Evidence {
  return {
    statement: `Not enough data: there is no champion yet, using order recency instead. Of contacts with as many orders and as recent a last one, ${sayPercent(meanProbability(mailable))} ordered in the ${sayDays(shop.outcomeWindowDays)} that followed.`,
    source: `orders until ${sayDate(shop.now)}, seen from one outcome window before`,
  };
}

function tellModel(mailable: readonly Pick[], champion: ModelRun): readonly Evidence[] {
  const { kind, metrics, trainCutoff, outcomeWindowDays } = champion;
  return [
    {
      statement: `The model gives them a probability of ordering of ${sayPercent(meanProbability(mailable))} on average; of ${sayCount(metrics.rows, 'contact')} that it was tested on, ${sayPercent(metrics.baseRate)} ordered. It ranked a buyer above a non-buyer in ${(100 * metrics.rocAuc).toFixed(0)} of 100 pairs (50 is guessing).`,
      source: `${kind.replaceAll('-', ' ')}, trained on what was known by ${sayDate(trainCutoff)} and on who ordered in the ${sayDays(outcomeWindowDays)} after`,
    },
  ];
}

function tellStrongest(
  mailable: readonly Pick[],
  describeFeature: StrategyInput['describeFeature'],
): readonly Evidence[] {
  const feature = findStrongest(mailable);
  if (feature === null) return [];
  const words = describeFeature(feature.name, feature.value) ?? `${feature.name} is ${feature.value}`;
  return [
    {
      statement: `What counts most for them: "${words}" (median) accounts for ${sayPoints(feature.effect)} of the probability on average, for the ${sayCount(feature.count, 'contact')} with it among their main reasons.`,
      source: 'compared with a contact who is typical of the training data in everything',
    },
  ];
}

function meanProbability(picks: readonly Pick[]): number {
  return picks.reduce((sum, { candidate }) => sum + candidate.probability, 0) / picks.length;
}

interface Strongest {
  readonly name: string;
  readonly effect: number;
  readonly value: number;
  readonly count: number;
}

/** The feature with the largest sum of effects, either way, over the audience's reasons. */
function findStrongest(mailable: readonly Pick[]): Strongest | null {
  const features = new Map<string, { effects: number; values: number[] }>();
  for (const { candidate } of mailable)
    for (const { feature, effect, value } of candidate.score?.reasons ?? []) {
      const known = features.get(feature) ?? { effects: 0, values: [] };
      known.effects += effect;
      known.values.push(value);
      features.set(feature, known);
    }
  let strongest: Strongest | null = null;
  let strength = 0;
  for (const [name, { effects, values }] of features) {
    if (Math.abs(effects) <= strength) continue;
    strength = Math.abs(effects);
    strongest = { name, effect: effects / values.length, value: median(values), count: values.length };
  }
  return strongest;
}
