/** BG/NBD says how often a contact comes back and whether it still does, Gamma-Gamma what it spends: the coming months of each. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { JsonKnowledge } from '../json-knowledge.ts';
import {
  fitLifetime,
  type Lifetime,
  type LifetimeRequest,
  lifetimeSchema,
  MIN_REPEAT_BUYERS,
} from './fit-lifetime.ts';
import { foreseeLifetime, type LifetimeForesight } from './foresee-lifetime.ts';
import type { LifetimeModel } from './lifetime-model.ts';
import type { DatedOrder } from './summarise-orders.ts';

export class RepeatPurchases implements LifetimeModel {
  readonly kind = 'repeat-purchases';
  readonly config = { purchases: 'BG/NBD', values: 'Gamma-Gamma', leastRepeatBuyers: MIN_REPEAT_BUYERS };
  private readonly known = new JsonKnowledge({
    what: 'model of repeat purchases',
    file: 'repeat-purchases.json',
    schema: lifetimeSchema,
  });

  /** With what a night learnt, which keeps it with its result; else it knows nothing yet. */
  constructor(known?: Lifetime) {
    if (known) this.known.learn(known);
  }

  async fit(orders: readonly (readonly DatedOrder[])[], request: LifetimeRequest): Promise<Lifetime> {
    this.known.learn(fitLifetime(orders, request));
    return this.known.value;
  }

  predict(
    orders: readonly DatedOrder[],
    asOf: { readonly cutoff: number; readonly seed: number },
  ): LifetimeForesight | null {
    return foreseeLifetime(this.known.value, orders, asOf);
  }

  save(): ArtifactFiles {
    return this.known.save();
  }

  load(files: ArtifactFiles): void {
    this.known.load(files);
  }
}
