/** What the bot says by itself in Slack: kept until Slack has taken it, one after the other in a channel. */

import type { Chart } from './chart.ts';

export const POST_STATES = ['waiting', 'failed'] as const;

export type PostContent =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly blocks?: readonly object[];
      readonly threadTs?: string;
    }
  /** They follow words that say the same; what cannot be drawn is left out. */
  | { readonly kind: 'charts'; readonly charts: readonly Chart[]; readonly threadTs?: string }
  /** A campaign's card that is to be drawn anew: as the campaign stands when it is its turn. */
  | { readonly kind: 'card'; readonly campaignNumber: number; readonly ts: string };

export interface NewPost {
  readonly channel: string;
  readonly content: PostContent;
}

export interface Post extends NewPost {
  readonly id: string;
  /** How often Slack refused it for what it is. */
  readonly refusals: number;
  /** Grows when a card has to be drawn again while it waits or is being sent. */
  readonly revision: number;
}

/** What became of a post that was claimed. */
export type PostEnd =
  | { readonly kind: 'posted' }
  /** Still the first of its channel. */
  | { readonly kind: 'waiting'; readonly error: string; readonly isRefusal: boolean }
  | { readonly kind: 'failed'; readonly error: string };

export interface PostCounts {
  readonly waiting: number;
  readonly failed: number;
  /** When the post that has waited longest was added; null when none waits. */
  readonly oldestAt: number | null;
}

export interface PostStore {
  /** Keeps a post; durable when this returns. A card that waits already is not added twice. */
  add(post: NewPost, now: number): Promise<void>;
  /** When the first channel with something to say may be written to; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Takes the oldest post of a channel that may be written to; until the lease ends nobody else writes there. */
  claim(claim: {
    readonly owner: string;
    readonly now: number;
    readonly leaseUntil: number;
  }): Promise<Post | null>;
  /** Records what became of it, and from when the channel may be written to again. Can be repeated. */
  settle(
    post: Post,
    end: { readonly owner: string; readonly freeAt: number; readonly end: PostEnd },
  ): Promise<void>;
  counts(): Promise<PostCounts>;
  /** Forgets failed posts that were added before; gives how many. */
  purge(before: number): Promise<number>;
}
