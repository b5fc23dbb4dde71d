/** A person goes back along a trail of decisions, to who served before. */

import type { Clock } from '../domain/clock.ts';
import type { DecisionStore, NewTrailDecision, Numbered } from '../domain/decision-trail.ts';
import { AppError } from '../errors.ts';

export interface TrailPorts<Decision extends NewTrailDecision> {
  readonly decisions: DecisionStore<Decision>;
  readonly clock: Clock;
  /** Whether it says others than what serves now, who could do so again. */
  readonly canReturn: (decision: Numbered<Decision>, now: Numbered<Decision>) => Promise<boolean>;
  /** Why nothing was changed: others serve than when the person looked, or nobody could come back. */
  readonly words: { readonly changed: string; readonly nobody: string };
}

export interface RollBackRequest {
  /** The newest decision when the person looked, or undefined when they did not. */
  readonly seen?: number;
  readonly actor: string;
  readonly reason: string;
}

export interface Trail<Decision extends NewTrailDecision> {
  /** Newest first. */
  recent(limit: number): Promise<readonly Numbered<Decision>[]>;
  /** The decision that would serve again; null where nothing that served before can. */
  previous(): Promise<Numbered<Decision> | null>;
  /** Compare-and-set; gives what serves again. Throws `not_found` or `conflict`, in words, where nothing can be changed so. */
  rollBack(request: RollBackRequest): Promise<Numbered<Decision>>;
}

/** Far more than whose files are still kept: what was gone back to may be long ago. */
export const REACHED_DECISIONS = 200;

export function createTrail<Decision extends NewTrailDecision>(ports: TrailPorts<Decision>): Trail<Decision> {
  return {
    recent: (limit) => ports.decisions.recent(limit),
    previous: () => findPrevious(ports),
    rollBack: (request) => rollBack(ports, request),
  };
}

async function rollBack<Decision extends NewTrailDecision>(
  ports: TrailPorts<Decision>,
  { seen, actor, reason }: RollBackRequest,
): Promise<Numbered<Decision>> {
  const { decisions, words, clock } = ports;
  const [last] = await decisions.recent(1);
  if (seen !== undefined && seen !== last?.number) throw new AppError('conflict', words.changed);
  const previous = await findPrevious(ports);
  if (previous === null) throw new AppError('not_found', words.nobody);
  const { number: backTo, ...terms } = previous;
  const by = { action: 'roll back', actor, reason, backTo, at: clock.now() } as const;
  await decisions.add({ ...(terms as unknown as Decision), ...by }, last?.number ?? null);
  return previous;
}

/**
 * Back along the trail from where it stands, to the next of the night's decisions that says others and whose files are all there. A
 * decision to go back stands for the one that it went back to, so what a person threw out is not met again.
 */
async function findPrevious<Decision extends NewTrailDecision>({
  decisions,
  canReturn,
}: TrailPorts<Decision>): Promise<Numbered<Decision> | null> {
  const trail = new Map(
    (await decisions.recent(REACHED_DECISIONS)).map((decision) => [decision.number, decision]),
  );
  const meant = (decision: Numbered<Decision> | undefined) =>
    decision?.backTo == null ? decision : trail.get(decision.backTo);
  const [now] = trail.values();
  if (now === undefined) return null;
  for (let at = meant(now); at !== undefined; ) {
    at = meant(trail.get(at.number - 1));
    if (at !== undefined && (await canReturn(at, now))) return at;
  }
  return null;
}
