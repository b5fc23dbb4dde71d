/** Which blend recommends next products from tonight on: the one that served, tonight's, or what is popular with everybody. */

import type { Comparisons, PlannedComparison } from '../../domain/comparison.ts';
import type { NextProductMetrics } from '../../domain/next-product-metrics.ts';
import type { Interval } from '../../statistics/interval.ts';
import { type LevelInterval, skewedMeanInterval } from '../../statistics/mean-interval.ts';
import { type BlendWeights, POPULARITY_ALONE } from './blend.ts';
import { CASES_TO_CHOOSE, type EvaluatedNextProduct } from './evaluate-next-product.ts';
import type { JudgedBlend } from './judge-blends.ts';

/** A night's interval is a 95 % one, unless a comparison asks for more. */
const TAIL = 0.025;

export interface FormerBlend {
  readonly weights: BlendWeights;
  readonly isPopularityAlone: boolean;
  /** When a blend of these weights took over. */
  readonly since: number;
  /** Whether tonight's is compared with it, and how sure it has to be better. */
  readonly plan: PlannedComparison;
  /** Why what serves goes on whatever tonight found, in words; null where nothing says so. */
  readonly held: string | null;
}

export interface BlendVerdict {
  /** `stays`: as it is kept. `anew`: the same weights, learnt from what is known tonight. */
  readonly kind: 'stays' | 'anew' | 'takes over';
  readonly weights: BlendWeights;
  /** Of these weights; null where nothing could be measured. */
  readonly metrics: NextProductMetrics | null;
  /** How often others were compared with it by now; null where tonight's was not, or took over. */
  readonly comparisons: Comparisons | null;
  readonly why: string;
}

/**
 * What is popular serves until a blend finds more of what contacts took next, beyond chance. That blend then leaves in two ways only: it finds
 * less than popularity, beyond chance; or another finds more than both, than the one that serves when and as surely as a challenger among models has
 * to be better (`planComparison`). Else the same weights are learnt anew. If a night on which it just fails to beat popularity were enough, blends
 * would come and go by luck, and be replaced without being compared. Popularity is looked at each night, at 95 %. `evaluated` is null of too few contacts.
 */
export function decideBlend(
  evaluated: EvaluatedNextProduct | null,
  former: FormerBlend | null,
): BlendVerdict {
  if (former !== null) {
    const goesOn = { kind: 'stays', weights: former.weights, comparisons: null } as const;
    const metrics = evaluated?.former?.metrics ?? null;
    if (former.held !== null) return { ...goesOn, metrics, why: former.held };
    if (evaluated?.postponed.some((kind) => former.weights[kind] !== undefined))
      return { ...goesOn, metrics, why: `it cannot be learnt anew tonight: ${evaluated.leftOut.join(' ')}` };
  }
  if (evaluated === null) return decideUnmeasured(former);
  if (former === null || former.isPopularityAlone) return chooseFirst(evaluated, former, '');
  const served = evaluated.former;
  const before = `the blend of ${day(former.since)}, which served`;
  if (served === null)
    return chooseFirst(
      evaluated,
      former,
      `; ${before}, cannot be learnt any more: ${evaluated.leftOut.join(' ')}`,
    );
  if (besidePopularity(served, evaluated).high < 0)
    return chooseFirst(evaluated, former, `; ${before}, finds less than that, by more than chance explains`);
  return compare(evaluated, { ...former, served });
}

function decideUnmeasured(former: FormerBlend | null): BlendVerdict {
  const why = 'too few contacts took something new at a second time, so no blend can be measured';
  const unmeasured = { metrics: null, comparisons: null };
  return former === null
    ? { ...unmeasured, kind: 'takes over', weights: POPULARITY_ALONE, why }
    : { ...unmeasured, kind: 'anew', weights: former.weights, why: `as before: ${why}` };
}

/** While nothing serves that is better than popularity. */
function chooseFirst(
  evaluated: EvaluatedNextProduct,
  former: FormerBlend | null,
  besides: string,
): BlendVerdict {
  const { metrics, weights, popularity } = evaluated;
  if (besidePopularity(evaluated, evaluated).low > 0)
    return {
      ...{ kind: 'takes over', weights, metrics, comparisons: null },
      why: `it finds more than what is popular with everybody, by more than chance explains${besides}`,
    };
  const share = ({ estimate }: Interval) => `${(100 * estimate).toFixed(1)} %`;
  const figures = `${share(metrics.hitRate)} in the top ten rather than ${share(metrics.popularityHitRate)}`;
  return {
    ...{ kind: former?.isPopularityAlone ? 'anew' : 'takes over', weights: POPULARITY_ALONE },
    ...{ metrics: popularity.metrics, comparisons: null },
    why: `no blend finds more than what is popular with everybody, by more than chance explains (the best had ${figures})${besides}`,
  };
}

function compare(
  tonight: EvaluatedNextProduct,
  { served, plan, since }: FormerBlend & { readonly served: JudgedBlend },
): BlendVerdict {
  const anew = { kind: 'anew', weights: served.weights, metrics: served.metrics } as const;
  const before = `the blend of ${day(since)}`;
  const learnt = `${before} is learnt anew`;
  if (isSameBlend(tonight.weights, served.weights))
    return { ...anew, comparisons: null, why: `${learnt}: tonight chose the same` };
  if (plan.chance === null)
    return {
      ...anew,
      comparisons: null,
      why: `${learnt}: none is compared with it before ${day(plan.nextAt)}`,
    };
  if (tonight.gains.length < CASES_TO_CHOOSE)
    return {
      ...{ ...anew, comparisons: null },
      why: `${learnt}: not enough data to compare another, ${tonight.gains.length} contacts of ${CASES_TO_CHOOSE}`,
    };
  const more = skewedMeanInterval(differences(tonight.gains, served.gains), plan.chance);
  if (more.low > 0 && besidePopularity(tonight, tonight).low > 0)
    return {
      ...{ kind: 'takes over', weights: tonight.weights, metrics: tonight.metrics, comparisons: null },
      why: `it finds more than ${before}, which served, by more than chance explains, in comparison ${plan.comparisons.count} since that took over`,
    };
  return {
    ...{ ...anew, comparisons: plan.comparisons },
    why: `${learnt}: tonight's does not find more by more than chance explains, in comparison ${plan.comparisons.count} since it took over`,
  };
}

/** How much more it finds. */
function besidePopularity(
  { gains }: Pick<JudgedBlend, 'gains'>,
  { popularity }: EvaluatedNextProduct,
): LevelInterval {
  return skewedMeanInterval(differences(gains, popularity.gains), TAIL);
}

function differences(gains: Float64Array, others: Float64Array): Float64Array {
  return gains.map((gain, contact) => gain - others[contact]!);
}

function isSameBlend(a: BlendWeights, b: BlendWeights): boolean {
  const list = (weights: BlendWeights) => JSON.stringify(Object.entries(weights).sort());
  return list(a) === list(b);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
