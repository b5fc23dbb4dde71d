/** One layer of a causal transformer, normalised before each part: attention to what came before, then a network at each position. */

import type { Random } from '../statistics/random.ts';
import { type AttentionShape, attend, backpropagateAttention } from './attend.ts';
import type { Compute, Floats, Ints } from './compute.ts';
import {
  applyLinear,
  backpropagateLinear,
  createLinearLayer,
  type LinearLayer,
  linearLength,
} from './linear-layer.ts';
import { backpropagateNorm, createNorm, type Norm, normalise, normLength } from './norm.ts';
import type { ParameterStore } from './parameter-store.ts';

export interface LayerShape extends AttentionShape {
  /** Sequences at once, at most. */
  readonly batch: number;
  readonly dropout: number;
}

/** One forward pass: how many sequences, where each begins, and by which number values are dropped (null: none). */
export interface Pass {
  readonly sequences: number;
  readonly first: Ints;
  readonly seed: number | null;
}

/** Seeds of a layer's two parts lie so far apart: what is dropped follows from seed and place, and places are fewer. */
const PART_SEEDS = 0x00800000;

/** What the backward passes of all layers write over. */
export interface Slopes {
  readonly narrow: Floats;
  readonly inner: Floats;
  readonly wide: Floats;
  readonly shares: Floats;
}

export function layerLength({ width }: LayerShape): number {
  return linearLength(width, 3 * width) + 3 * linearLength(width, width) + 2 * normLength(width);
}

export function createSlopes(compute: Compute, { batch, length, width, heads }: LayerShape): Slopes {
  const rows = batch * length;
  return {
    narrow: compute.floats(rows * width),
    inner: compute.floats(rows * width),
    wide: compute.floats(rows * 3 * width),
    shares: compute.floats(batch * heads * length * length),
  };
}

export class TransformerLayer {
  /** rows x width; what the next layer takes. */
  readonly output: Floats;
  private readonly compute: Compute;
  private readonly shape: LayerShape;
  private readonly attentionNorm: Norm;
  private readonly qkv: LinearLayer;
  private readonly out: LinearLayer;
  private readonly networkNorm: Norm;
  private readonly up: LinearLayer;
  private readonly down: LinearLayer;
  private readonly kept: Record<'qkv' | 'shares' | 'mixed' | 'middle' | 'inner' | 'added', Floats>;

  constructor(
    compute: Compute,
    shape: LayerShape,
    { store, random }: { readonly store: ParameterStore; readonly random: Random },
  ) {
    const { batch, length, width, heads } = shape;
    const rows = batch * length;
    const square = { inputs: width, outputs: width, random };
    this.compute = compute;
    this.shape = shape;
    this.attentionNorm = createNorm(compute, store, { rows, width });
    this.qkv = createLinearLayer(store, { ...square, outputs: 3 * width });
    this.out = createLinearLayer(store, square);
    this.networkNorm = createNorm(compute, store, { rows, width });
    this.up = createLinearLayer(store, square);
    this.down = createLinearLayer(store, square);
    this.output = compute.floats(rows * width);
    this.kept = {
      qkv: compute.floats(rows * 3 * width),
      shares: compute.floats(batch * heads * length * length),
      mixed: compute.floats(rows * width),
      middle: compute.floats(rows * width),
      inner: compute.floats(rows * width),
      added: compute.floats(rows * width),
    };
  }

  /** From `input` (rows x width, kept by the caller until the backward pass) to `output`. */
  forward(input: Floats, pass: Pass): void {
    const { compute, shape, kept } = this;
    const rows = pass.sequences * shape.length;
    const all = rows * shape.width;
    normalise(compute, this.attentionNorm, { x: input, rows });
    applyLinear(compute, this.qkv, { x: this.attentionNorm.y, y: kept.qkv, rows });
    attend(compute, { ...pass, shape, qkv: kept.qkv, shares: kept.shares, mixed: kept.mixed });
    applyLinear(compute, this.out, { x: kept.mixed, y: kept.added, rows });
    this.add(kept.middle.part(0, all), input, { seed: pass.seed, part: 0 });
    normalise(compute, this.networkNorm, { x: kept.middle, rows });
    applyLinear(compute, this.up, { x: this.networkNorm.y, y: kept.inner, rows });
    compute.relu(kept.inner.part(0, all));
    applyLinear(compute, this.down, { x: kept.inner, y: kept.added, rows });
    this.add(this.output.part(0, all), kept.middle, { seed: pass.seed, part: 1 });
  }

  /** `slopes`, those of the output, become those of `input`; gradients of the parameters are added. */
  backward(
    input: Floats,
    slopes: Floats,
    { pass, scratch }: { readonly pass: Pass; readonly scratch: Slopes },
  ): void {
    const { compute, shape, kept } = this;
    const rows = pass.sequences * shape.length;
    const { narrow, inner, wide } = scratch;
    this.drop(narrow, slopes, { seed: pass.seed, part: 1, rows });
    backpropagateLinear(compute, this.down, { x: kept.inner, slopes: narrow, gradient: inner, rows });
    compute.reluGradient(kept.inner, inner.part(0, rows * shape.width));
    backpropagateLinear(compute, this.up, { x: this.networkNorm.y, slopes: inner, gradient: narrow, rows });
    this.through(this.networkNorm, kept.middle, { slopes, rows, scratch });
    this.drop(narrow, slopes, { seed: pass.seed, part: 0, rows });
    backpropagateLinear(compute, this.out, { x: kept.mixed, slopes: narrow, gradient: inner, rows });
    backpropagateAttention(compute, {
      ...{ ...pass, shape, qkv: kept.qkv, shares: kept.shares },
      ...{ slopes: inner, qkvGradient: wide, sharesGradient: scratch.shares },
    });
    backpropagateLinear(compute, this.qkv, { x: this.attentionNorm.y, slopes: wide, gradient: narrow, rows });
    this.through(this.attentionNorm, input, { slopes, rows, scratch });
  }

  /** out = from + what was added, of which some is dropped. */
  private add(
    out: Floats,
    from: Floats,
    { seed, part }: { readonly seed: number | null; readonly part: number },
  ): void {
    const added = this.kept.added.part(0, out.length);
    if (seed !== null) this.compute.dropout(added, this.shape.dropout, seed + part * PART_SEEDS);
    this.compute.copy(out, from);
    this.compute.addScaled(out, added, 1);
  }

  private drop(
    to: Floats,
    slopes: Floats,
    { seed, part, rows }: { readonly seed: number | null; readonly part: number; readonly rows: number },
  ): void {
    const all = to.part(0, rows * this.shape.width);
    this.compute.copy(all, slopes);
    if (seed !== null) this.compute.dropout(all, this.shape.dropout, seed + part * PART_SEEDS);
  }

  /** Back through a norm, whose slopes are in `narrow`: adds those of what it normalised. */
  private through(
    norm: Norm,
    x: Floats,
    { slopes, rows, scratch }: { readonly slopes: Floats; readonly rows: number; readonly scratch: Slopes },
  ): void {
    backpropagateNorm(this.compute, norm, { x, slopes: scratch.narrow, gradient: scratch.inner, rows });
    this.compute.addScaled(slopes, scratch.inner.part(0, slopes.length), 1);
  }
}
