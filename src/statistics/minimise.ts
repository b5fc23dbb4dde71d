/** Finds the least value of a smooth function of a few numbers, without its gradient. */

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** False when it was still moving after the evaluations allowed. */
  readonly converged: boolean;
}

export interface MinimiseOptions {
  /** The first simplex's edge along each axis. */
  readonly step: number;
  readonly evaluations: number;
  /** Ends when the simplex's values differ by less, in relation to the least of them. */
  readonly tolerance: number;
}

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

/**
 * Nelder and Mead's simplex (The Computer Journal 7, 1965): reflect, expand, contract, shrink. A value that is no number
 * counts as infinite, so that a function may refuse where it is not defined.
 */
export function minimise(
  valueAt: (at: readonly number[]) => number,
  start: readonly number[],
  options: MinimiseOptions,
): Minimum {
  let evaluations = 0;
  const look = (at: readonly number[]): Vertex => {
    evaluations += 1;
    const value = valueAt(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [
    look(start),
    ...start.map((_, axis) => look(start.map((v, i) => (i === axis ? v + options.step : v)))),
  ];
  while (evaluations < options.evaluations) {
    simplex.sort((a, b) => a.value - b.value);
    if (isFlat(simplex, options.tolerance)) break;
    move(simplex, look);
  }
  simplex.sort((a, b) => a.value - b.value);
  return { ...simplex[0]!, converged: isFlat(simplex, options.tolerance) };
}

function isFlat(simplex: readonly Vertex[], tolerance: number): boolean {
  const best = simplex[0]!.value;
  return simplex.at(-1)!.value - best <= tolerance * (Math.abs(best) + tolerance);
}

/** One step of a sorted simplex: its worst vertex is replaced, or all are drawn to the best. */
function move(simplex: Vertex[], look: (at: readonly number[]) => Vertex): void {
  const best = simplex[0]!;
  const worst = simplex.at(-1)!;
  const others = simplex.slice(0, -1);
  const centre = best.at.map((_, i) => others.reduce((sum, { at }) => sum + at[i]!, 0) / others.length);
  const along = (far: number) => look(centre.map((c, i) => c + far * (worst.at[i]! - c)));
  const reflected = along(-1);
  let next = reflected;
  if (reflected.value < best.value) {
    const expanded = along(-2);
    if (expanded.value < reflected.value) next = expanded;
  } else if (reflected.value >= others.at(-1)!.value) {
    next = along(reflected.value < worst.value ? -0.5 : 0.5);
    if (next.value >= Math.min(reflected.value, worst.value)) {
      for (let i = 1; i < simplex.length; i += 1)
        simplex[i] = look(simplex[i]!.at.map((v, axis) => (v + best.at[axis]!) / 2));
      return;
    }
  }
  simplex[simplex.length - 1] = next;
}
