/** What Flywheel tells the team by itself; an adapter draws it, and it is posted when it is its turn. */

import type { Campaign } from './campaign.ts';
import type { DriftFinding } from './drift-report.ts';
import type { HeadsDecision } from './heads-decision.ts';
import type { ModelAction } from './model-decision.ts';
import type { ModelRun } from './model-run.ts';
import type { QualityReport } from './quality-report.ts';
import type { RecommenderDecision } from './recommender-decision.ts';
import type { CampaignResults } from './results.ts';
import type { Strategy } from './strategy.ts';

export type Notice =
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** Instead of as many digests with nothing in them. */
  | { readonly kind: 'quiet week'; readonly mornings: number; readonly contacts: number }
  | { readonly kind: 'drift'; readonly findings: readonly DriftFinding[] }
  | {
      readonly kind: 'champion changed';
      readonly action: ModelAction;
      readonly champion: ModelRun;
      readonly former: ModelRun | null;
      readonly actor: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'heads rolled back';
      /** What serves again. */
      readonly previous: HeadsDecision;
      readonly actor: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'next products rolled back';
      readonly previous: RecommenderDecision;
      readonly actor: string;
      readonly reason: string;
    }
  | { readonly kind: 'training held'; readonly report: QualityReport }
  | { readonly kind: 'job failed'; readonly name: string; readonly error: string; readonly next: string }
  | { readonly kind: 'campaign waits'; readonly campaign: Campaign }
  | {
      readonly kind: 'campaign results';
      readonly campaign: Campaign;
      /** Since sending began. */
      readonly hours: number;
      /** Whether the outcome window has ended. */
      readonly isFinal: boolean;
      readonly results: CampaignResults;
    }
  | { readonly kind: 'campaign changed'; readonly campaign: Campaign; readonly text: string };

/** The morning's message: what was learnt, and what is proposed. */
export interface Digest {
  readonly champion: ModelRun | null;
  readonly decision: string;
  /** Who foretells leaving, value and the next order by another way, or recommends other next products; null where nobody does. */
  readonly besidesNews: string | null;
  readonly contacts: number;
  readonly strategies: readonly Omit<Strategy, 'audience'>[];
  readonly proposed: readonly Campaign[];
}

/** A channel or, by their id, a person; with `threadTs`, the thread under that message. */
export interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

export interface Notifier {
  /** The id of the team's channel. */
  channel(): Promise<string>;
  /** Keeps a notice until Slack has taken it, for the team's channel unless it says where; durable when this returns. */
  tell(notice: Notice, place?: Place): Promise<void>;
  /** Ids of the people who may approve. Throws `unavailable` when Slack does not say who is in a group of them. */
  approvers(): Promise<readonly string[]>;
}
