/** Cross-entropy over a sample of the catalogue, for catalogues where the whole takes most of a step. */

import { createRandom } from '../statistics/random.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import type { Parameter } from './parameter-store.ts';

/** Rows whose targets are added to the sample at a time. */
const BLOCK = 64;

export interface SampledLossShape {
  readonly items: number;
  readonly width: number;
  /** Items drawn for a step, each as likely; the targets of a block join them. */
  readonly negatives: number;
}

export interface SampledRows {
  /** rows x width. */
  readonly hidden: Floats;
  readonly targets: Int32Array;
  /** Written: the gradient by `hidden`. */
  readonly hiddenGradient: Floats;
  /** items x width at least; gradients are added. */
  readonly table: Parameter;
  readonly scale: number;
}

/**
 * Softmax over the drawn items and the targets at hand. What is least by this loss is least by the whole one up to a
 * constant as long as items are drawn alike: Jean et al., "On using very large target vocabulary", ACL 2015. An item is
 * in a block's sample once, so no target is its own negative.
 */
export class SampledLoss {
  private readonly compute: Compute;
  private readonly shape: SampledLossShape;
  private readonly sample: Floats;
  private readonly gradient: Floats;
  private readonly numbers: Record<'drawn' | 'added' | 'target', Ints>;

  constructor(compute: Compute, shape: SampledLossShape) {
    const { negatives, width } = shape;
    this.compute = compute;
    this.shape = shape;
    this.sample = compute.floats((negatives + BLOCK) * width);
    this.gradient = compute.floats((negatives + BLOCK) * width);
    this.numbers = {
      drawn: compute.ints(negatives),
      added: compute.ints(BLOCK),
      target: compute.ints(BLOCK),
    };
  }

  /** The sum of the rows' losses (nats); `seed` draws the sample. */
  add(rows: SampledRows, seed: number): number {
    const { compute, shape, sample, gradient, numbers } = this;
    const { negatives, width } = shape;
    const places = this.draw(seed);
    const drawn = { index: numbers.drawn, rows: negatives, width, scale: 1 };
    compute.gatherRows({ ...drawn, table: rows.table.value, out: sample });
    const ofDrawn = gradient.part(0, negatives * width);
    compute.addScaled(ofDrawn, ofDrawn, -1);
    let loss = 0;
    for (let from = 0; from < rows.targets.length; from += BLOCK)
      loss += this.addBlock(rows, from, new Map(places));
    compute.addRows({ ...drawn, table: rows.table.gradient, values: ofDrawn });
    return loss;
  }

  private addBlock(rows: SampledRows, from: number, places: Map<number, number>): number {
    const { compute, sample, gradient, numbers } = this;
    const { negatives, width } = this.shape;
    const targets = rows.targets.subarray(from, from + BLOCK);
    for (const target of targets) if (!places.has(target)) places.set(target, places.size);
    const added = [...places.keys()].slice(negatives);
    numbers.added.write(Int32Array.from(added));
    numbers.target.write(targets.map((target) => places.get(target)!));
    const size = added.length * width;
    const behind = { index: numbers.added, rows: added.length, width, scale: 1 };
    compute.gatherRows({ ...behind, table: rows.table.value, out: sample.part(negatives * width, size) });
    const ofAdded = gradient.part(negatives * width, size);
    compute.addScaled(ofAdded, ofAdded, -1);
    const own = { from: from * width, count: targets.length * width };
    const loss = compute.catalogueLoss({
      ...{ hidden: rows.hidden.part(own.from, own.count), items: sample, target: numbers.target },
      ...{ hiddenGradient: rows.hiddenGradient.part(own.from, own.count), itemGradient: gradient },
      ...{ rows: targets.length, width, count: places.size, scale: rows.scale },
    });
    compute.addRows({ ...behind, table: rows.table.gradient, values: ofAdded });
    return loss;
  }

  /** The place of each drawn item in the sample, which follows from the seed alone. */
  private draw(seed: number): Map<number, number> {
    const random = createRandom(seed);
    const { negatives, items } = this.shape;
    const pool = Int32Array.from({ length: items }, (_, item) => item);
    for (let at = 0; at < negatives; at += 1) {
      const other = at + random.integer(items - at);
      const item = pool[other]!;
      pool[other] = pool[at]!;
      pool[at] = item;
    }
    const drawn = pool.slice(0, negatives);
    this.numbers.drawn.write(drawn);
    return new Map([...drawn].map((item, place) => [item, place]));
  }
}
