/** What Flywheel tells the team by itself; an adapter draws it and posts it. */

import type { Campaign } from './campaign.ts';
import type { ModelRun } from './model-run.ts';
import type { QualityReport } from './quality-report.ts';
import type { Strategy } from './strategy.ts';

export type Notice =
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'training held'; readonly report: QualityReport }
  | { readonly kind: 'job failed'; readonly name: string; readonly error: string; readonly next: string }
  | { readonly kind: 'campaign changed'; readonly campaign: Campaign; readonly text: string };

/** The morning's message: what was learnt, and what is proposed. */
export interface Digest {
  readonly champion: ModelRun | null;
  readonly decision: string;
  readonly contacts: number;
  readonly strategies: readonly Omit<Strategy, 'audience'>[];
  readonly proposed: readonly Campaign[];
}

export interface Notifier {
  /** Posts a notice. Throws `unavailable` when Slack does not take it. */
  tell(notice: Notice): Promise<void>;
}
