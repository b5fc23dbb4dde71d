/** Who serves a head from tonight on: the network or a simple way, of tonight or of the night that served before. */

import type { PlannedComparison } from '../../domain/comparison.ts';
import type { FormerFigures, HeadVerdict, RungFigures, RungKind } from '../../domain/heads-report.ts';
import { isMiscalibrated } from '../../statistics/calibration.ts';
import type { Interval } from '../../statistics/interval.ts';
import { mean, pairedInterval, skewedMeanInterval } from '../../statistics/mean-interval.ts';

export interface ScoredRung {
  readonly kind: RungKind;
  /** Of each row. */
  readonly losses: Float64Array;
  readonly againstBaseRate: Interval | null;
  /** See `RungFigures`. */
  readonly cameToForetold: Interval | null;
}

export interface ScoredFormer {
  readonly figures: FormerFigures;
  readonly losses: Float64Array;
  /** Of the same way as it was when it took over, on the same rows; null where that is what served. */
  readonly anchor: { readonly losses: Float64Array; readonly trainedAt: number } | null;
  /** Why it need not be learnt anew yet, in words, unless that is better beyond chance; null where it is time. */
  readonly fresh: string | null;
  /** Whether tonight's are compared with it, and how sure one of them has to be better; null where it cannot be told. */
  readonly plan: PlannedComparison | null;
  /** Why it goes on whatever tonight found, in words; null where nothing says so. */
  readonly held: string | null;
}

type Decision = Pick<HeadVerdict, 'againstFormer' | 'stays' | 'serves' | 'why'>;

/**
 * While nobody serves, the best of tonight does. Who serves is judged on the same rows: another way takes its place only if it is better
 * beyond chance, when and as surely as a challenger among models has to be (`planComparison`; a night's ways share what it may spend);
 * the same way learnt anew does, once it is time, unless it is worse beyond chance than who serves, or than the one that took over once: so nights that each lose a little do not add up.
 * So a seed, or a night's luck, moves nobody to and fro. One that is no better than the base rate by now goes in any case. Nobody serves, or goes
 * on, whose sums are off beyond what chance explains, as among models (`isMiscalibrated`): unless a person chose it.
 */
export function decideHead(
  scored: readonly ScoredRung[],
  former: ScoredFormer | null,
  seed: number,
): Decision & Pick<HeadVerdict, 'networkAgainstSimple'> {
  const { networkAgainstSimple, ...best } = chooseTonight(scored, seed);
  const alone = { networkAgainstSimple, ...best, againstFormer: null, stays: false };
  if (former === null) return alone;
  const { figures, losses, held, anchor, fresh, plan } = former;
  const before = `${name(figures.kind)} of ${day(figures.trainedAt)}, which served`;
  if (held !== null)
    return { ...alone, stays: true, serves: figures.kind, why: `${held}. Tonight: ${best.why}` };
  if (!beatsBaseRate(figures))
    return { ...alone, why: `${best.why}; the ${before}, is not better than the base rate any more` };
  if (isOff(figures)) return { ...alone, why: `${best.why}; the ${before}: ${sayOff(figures)}` };
  const find = (kind: RungKind | null) => scored.find((one) => one.kind === kind && canServe(one));
  const against = (rung: ScoredRung | undefined, others = losses) =>
    rung === undefined ? null : pairedInterval(rung.losses, others, seed);
  const own = find(figures.kind);
  const other = best.serves === figures.kind ? undefined : find(best.serves);
  const [otherSurely, anewSurely] = [other, own].map((one) => compareSurely(one, former, scored.length - 1));
  const why = `better than the ${before}, by more than chance explains${sayWhich(plan)}`;
  if (otherSurely && otherSurely.high < 0) return { ...alone, againstFormer: otherSurely, why };
  const anew = against(own);
  const stays = { ...alone, againstFormer: anew ?? against(other), stays: true, serves: figures.kind };
  const of = `of ${day(figures.trainedAt)}:`;
  if (anew === null)
    return { ...stays, why: `${of} nothing of tonight is better beyond chance${sayNext(plan)}` };
  if (anewSurely && anewSurely.high < 0) return { ...stays, stays: false, againstFormer: anewSurely, why };
  if (anew.low > 0) return { ...stays, why: `${of} learnt anew tonight it is worse beyond chance` };
  if (fresh !== null) return { ...stays, why: `${of} ${fresh}` };
  const since = anchor && against(own, anchor.losses);
  if (since !== null && since.low > 0)
    return {
      ...stays,
      why: `${of} learnt anew tonight it is worse beyond chance than that of ${day(anchor!.trainedAt)}, which took over then`,
    };
  return {
    ...{ ...stays, stays: false, againstFormer: anewSurely ?? anew },
    why: `learnt anew, and not worse than the ${before}, by more than chance explains`,
  };
}

/** Its loss minus that of who serves, at the level that tonight asks for; null where nothing is asked. */
function compareSurely(
  rung: ScoredRung | undefined,
  { losses, plan }: ScoredFormer,
  candidates: number,
): Interval | null {
  if (rung === undefined || plan === null || plan.chance === null) return null;
  const differences = losses.map((loss, row) => rung.losses[row]! - loss);
  return skewedMeanInterval(differences, plan.chance / candidates);
}

function sayWhich(plan: PlannedComparison | null): string {
  return plan === null ? '' : `, in comparison ${plan.comparisons.count} since that took over`;
}

function sayNext(plan: PlannedComparison | null): string {
  return plan === null || plan.chance !== null ? '' : `, and none is compared before ${day(plan.nextAt)}`;
}

/**
 * The network serves if it is better than each of the others beyond chance; else the best of the simple ones that beats the base rate so.
 * Whose sums are off is passed over, and named.
 */
function chooseTonight(
  scored: readonly ScoredRung[],
  seed: number,
): Pick<HeadVerdict, 'networkAgainstSimple' | 'serves' | 'why'> {
  const simple = scored
    .filter(({ kind }) => kind !== 'heads-network')
    .sort((a, b) => mean(a.losses) - mean(b.losses));
  const network = scored.find(({ kind }) => kind === 'heads-network');
  const differences =
    network === undefined ? [] : simple.map(({ losses }) => pairedInterval(network.losses, losses, seed));
  const networkAgainstSimple = differences[0] ?? null;
  const isBest = networkAgainstSimple !== null && differences.every(({ high }) => high < 0);
  if (isBest && canServe(network!))
    return {
      networkAgainstSimple,
      serves: 'heads-network',
      why: `better than the ${name(simple[0]!.kind)}, the best of the simple ones, by more than chance explains`,
    };
  const best = simple.find(canServe);
  const passed = [...(isBest ? [network!] : []), ...simple]
    .filter((one) => beatsBaseRate(one) && isOff(one))
    .filter((one) => best === undefined || mean(one.losses) < mean(best.losses))
    .map((one) => `; the ${name(one.kind)} is better too, but ${sayOff(one)}`)
    .join('');
  if (best === undefined)
    return {
      networkAgainstSimple,
      serves: null,
      why: `nothing is better than the base rate by more than chance explains${passed && ' and meets what came'}${passed}`,
    };
  const beside =
    network === undefined
      ? '; no network was trained'
      : isBest
        ? ''
        : '; the network is not better than it beyond chance';
  return {
    networkAgainstSimple,
    serves: best.kind,
    why: `better than the base rate by more than chance explains${beside}${passed}`,
  };
}

function canServe(rung: ScoredRung): boolean {
  return beatsBaseRate(rung) && !isOff(rung);
}

function isOff({ cameToForetold }: Pick<RungFigures, 'cameToForetold'>): boolean {
  return cameToForetold !== null && isMiscalibrated(cameToForetold);
}

function sayOff({ cameToForetold }: Pick<RungFigures, 'cameToForetold'>): string {
  const { estimate, low, high } = cameToForetold!;
  return `its sums are off: ${estimate.toFixed(2)} came for each 1 foretold (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function beatsBaseRate({ againstBaseRate }: Pick<RungFigures, 'againstBaseRate'>): boolean {
  return againstBaseRate !== null && againstBaseRate.high < 0;
}

function name(kind: string): string {
  if (kind === 'base-rate') return 'base rate';
  return kind === 'heads-network' ? 'network' : kind.replaceAll('-', ' ');
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
