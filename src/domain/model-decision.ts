/** Who made which model run champion, when and why: an audit trail that is only ever added to. */

export const MODEL_ACTIONS = ['promote', 'roll back'] as const;
export type ModelAction = (typeof MODEL_ACTIONS)[number];

/** Who decided, where it was whoever runs Flywheel rather than the night or a person in Slack. */
export const OPERATOR_ACTOR = 'operator';

export interface NewModelDecision {
  readonly action: ModelAction;
  /** Who serves from now on. */
  readonly runId: string;
  /** Who served when it was decided, or null when nobody did. */
  readonly formerRunId: string | null;
  /** A Slack id, `operator`, or Flywheel itself. */
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
}

export interface ModelDecision extends NewModelDecision {
  /** Counts up, oldest first. */
  readonly number: number;
}
