/** What the slash commands act on, handed in by whoever starts Slack. */

import type { PostCharts } from '../src/adapters/slack/post-charts.ts';
import type { ApprovalPolicy } from '../src/approve/find-obstacle.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { RenderedEmail } from '../src/domain/email.ts';
import type { Configure } from '../src/domain/installation.ts';
import type { NewPost } from '../src/domain/post.ts';
import type { Preflight } from '../src/domain/preflight.ts';
import type { SlackAccess } from '../src/domain/slack-access.ts';
import type { Stores } from '../src/domain/stores.ts';
import type { Shop } from '../src/keep-shop.ts';
import type { PredictRows } from '../src/learn/predict-rows.ts';
import type { Choices } from '../src/open-choices.ts';
import type { PreviewRequest } from '../src/send/compose-email.ts';
import type { RecipientOf } from '../src/send/preview-recipient.ts';

export interface CommandParts extends Choices {
  readonly stores: Stores;
  readonly clock: Clock;
  /** What the team says of its shop, and how it says something else. */
  readonly shop: Pick<Shop, 'current' | 'fallback' | 'refresh' | 'choose'>;
  /** Stands in where a contact's own is not known. */
  readonly shopTimeZone: string;
  /** Of a forecast while there is no model that says. */
  readonly outcomeWindowDays: number;
  /** Who may decide as of now, and what an approval needs. Throws `unavailable` when Slack does not tell who is in a group. */
  readonly policy: () => Promise<ApprovalPolicy>;
  /** Renders a campaign's e-mail as one contact would get it. Throws `invalid` on copy that does not fit. */
  readonly preview: (request: PreviewRequest) => Promise<RenderedEmail>;
  /** Asks the champion about contacts as they would be. */
  readonly predictRows: PredictRows;
  /** Shows charts below an answer. Throws when they cannot be drawn or Slack takes them in no form. */
  readonly postCharts: PostCharts;
  /** What one recipient would get, with a masked name. Throws `invalid` on copy that does not fit. */
  readonly previewRecipient: (of: RecipientOf) => Promise<RenderedEmail>;
  /** Where that stands as HTML, for a day. */
  readonly linkToPreview: (of: RecipientOf) => string;
  /** Sends it to a colleague, marked as a test. Throws `invalid` or `unavailable` with what to do. */
  readonly sendTest: (test: RecipientOf & { readonly to: string }) => Promise<void>;
  /** Looks a campaign over before sending, and keeps what was found with it. */
  readonly preflight: (campaign: Campaign) => Promise<Preflight>;
  /** Asks for everybody to be scored by the present champion. */
  readonly scoreNow: () => Promise<void>;
  /** Asks for a delivery at this moment rather than within the minute after it. */
  readonly deliverAt: (at: number) => Promise<void>;
  /** Has the bot say something of itself when it is its channel's turn; what answers a person is said at once instead. */
  readonly saySoon: (post: NewPost) => Promise<void>;
  /** Where the bot writes by itself, and the ids of the people and groups that approve. */
  readonly settings: SlackAccess['settings'];
  /** Sets where the bot writes and who approves; null where the environment says so. */
  readonly configure: Configure | null;
  readonly log: Record<'error' | 'warn' | 'info', (details: object, message: string) => void>;
}
