/** Contacts who lately took the same products lend what they took around then: VMIS-kNN. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import { checkProductFacts } from './check-product-facts.ts';
import { readHistory } from './item-to-item.ts';
import { bufferOf, bytesOf } from './neighbours.ts';
import type { ProductSequence } from './product-sequence.ts';
import type { ProductFacts, Recommender } from './recommender.ts';

/**
 * Long histories are cut into sessions of so many steps, overlapping by half: a neighbour is a stretch of somebody's
 * history, not years of it.
 */
const SESSION = 20;
const CONFIG = { steps: 8, decay: 0.8, distinct: true, neighbours: 200, session: SESSION } as const;

interface Sessions {
  readonly products: number;
  /** Session `s` is `items` from `offsets[s]` up to `offsets[s + 1]`. */
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  readonly sessionsOf: readonly (readonly number[])[];
  /** Of each session to the history in question: written anew each time. */
  readonly similarities: Float64Array;
}

interface Nearest {
  readonly history: ProductSequence;
  /** What each distinct product of the history is worth. */
  readonly worths: ReadonlyMap<number, number>;
  readonly sessions: readonly (readonly [session: number, similarity: number])[];
}

/**
 * The similarity of a session is the sum of what the history's steps are worth that it shares; the `neighbours` most
 * similar vote for their products, by similarity, nearness to the last shared product and log(1 + N / occurrences).
 * Kersbergen, Sprangers and Schelter, "Serenade", SIGMOD 2022, algorithm 1; without its cut of candidates by age, since
 * all sessions fit into memory here.
 */
export class SessionNeighbours implements Recommender {
  readonly kind = 'session-neighbours';
  readonly config = { ...CONFIG };
  private known: Sessions | undefined;
  private last: Nearest | undefined;

  async fit(facts: ProductFacts): Promise<void> {
    checkProductFacts(facts);
    this.known = indexSessions(facts.sequences.flatMap(cutSessions), facts.products);
    this.last = undefined;
  }

  predict(history: ProductSequence): Float32Array {
    const { offsets, items, sessionsOf, products } = this.sessions;
    const scores = new Float32Array(products);
    const nearest = this.nearest(history);
    for (const [session, similarity] of nearest.sessions) {
      const from = offsets[session]!;
      const to = offsets[session + 1]!;
      let shared = from;
      for (let at = from; at < to; at += 1) if (nearest.worths.has(items[at]!)) shared = at;
      for (let at = from; at < to; at += 1)
        scores[items[at]!]! += similarity / (1 + Math.abs(at - shared)) ** 0.5;
    }
    const sessions = offsets.length - 1;
    return scores.map((score, product) =>
      score === 0 ? 0 : score * Math.log(1 + sessions / sessionsOf[product]!.length) ** 0.5,
    );
  }

  reasons(history: ProductSequence, product: number): ReadonlyMap<number, number> {
    const { offsets, items } = this.sessions;
    const { sessions, worths } = this.nearest(history);
    const reasons = new Map<number, number>();
    for (const [session] of sessions) {
      const taken = items.subarray(offsets[session], offsets[session + 1]);
      if (!taken.includes(product)) continue;
      for (const other of taken)
        if (worths.has(other)) reasons.set(other, (reasons.get(other) ?? 0) + worths.get(other)!);
    }
    return reasons;
  }

  save(): ArtifactFiles {
    const { products, offsets, items } = this.sessions;
    return {
      'sessions-products.i32': bytesOf(Int32Array.of(products)),
      'sessions-offsets.i32': bytesOf(offsets),
      'sessions-items.i32': bytesOf(items),
    };
  }

  async load(files: ArtifactFiles): Promise<void> {
    const [products] = new Int32Array(bufferOf(files, 'sessions-products.i32'));
    const offsets = new Int32Array(bufferOf(files, 'sessions-offsets.i32'));
    const items = new Int32Array(bufferOf(files, 'sessions-items.i32'));
    if (products === undefined || offsets.at(-1) !== items.length)
      throw new AppError(
        'invalid',
        'The saved session-neighbours cannot be read (its files do not fit together). Train again to replace it.',
      );
    const sessions = Array.from({ length: offsets.length - 1 }, (_, at) =>
      items.subarray(offsets[at], offsets[at + 1]),
    );
    this.known = indexSessions(sessions, products);
    this.last = undefined;
  }

  /** The sessions most similar to a history, best first; of equals the first. Kept for the next question about the same. */
  private nearest(history: ProductSequence): Nearest {
    if (this.last?.history === history) return this.last;
    const worths = new Map(readHistory(history, this.config));
    const { sessionsOf, similarities } = this.sessions;
    similarities.fill(0);
    for (const [product, worth] of worths)
      for (const session of sessionsOf[product]!) similarities[session]! += worth;
    this.last = { history, worths, sessions: takeHighest(similarities, CONFIG.neighbours) };
    return this.last;
  }

  private get sessions(): Sessions {
    if (this.known) return this.known;
    throw new AppError('invalid', 'This session-neighbours knows nothing yet: fit it, or load a saved one.');
  }
}

function cutSessions({ products }: ProductSequence): Int32Array[] {
  const sessions: Int32Array[] = [];
  for (let from = 0; from === 0 || from + SESSION / 2 < products.length; from += SESSION / 2)
    sessions.push(products.subarray(from, from + SESSION));
  return sessions.filter(({ length }) => length > 1);
}

function indexSessions(sessions: readonly Int32Array[], products: number): Sessions {
  const offsets = new Int32Array(sessions.length + 1);
  sessions.forEach((session, at) => {
    offsets[at + 1] = offsets[at]! + session.length;
  });
  const items = new Int32Array(offsets.at(-1)!);
  const sessionsOf: number[][] = Array.from({ length: products }, () => []);
  sessions.forEach((session, at) => {
    items.set(session, offsets[at]!);
    for (const product of new Set(session)) sessionsOf[product]!.push(at);
  });
  return { products, offsets, items, sessionsOf, similarities: new Float64Array(sessions.length) };
}

/** Sorted as numbers first: pairs by the ten thousand take ten times as long. */
function takeHighest(similarities: Float64Array, most: number): [number, number][] {
  const values = similarities.filter((similarity) => similarity > 0).sort();
  const least = values[Math.max(0, values.length - most)] ?? Number.POSITIVE_INFINITY;
  const high: [number, number][] = [];
  similarities.forEach((similarity, session) => {
    if (similarity >= least) high.push([session, similarity]);
  });
  return high.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
}
