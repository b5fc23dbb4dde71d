/** All stores of one tenant, as the database hands them out. */

import type { AudienceStore } from './audience.ts';
import type { CampaignStore } from './campaign.ts';
import type { ContactStore } from './contact.ts';
import type { EventStore } from './event.ts';
import type { HeadsDecisionStore } from './heads-decision.ts';
import type { JobStore } from './job.ts';
import type { OutboxStore } from './message.ts';
import type { ModelRunStore } from './model-run.ts';
import type { OfferStore } from './offer.ts';
import type { OutcomeStore } from './outcome.ts';
import type { PostStore } from './post.ts';
import type { ProductStore } from './product.ts';
import type { QualityReportStore } from './quality-report.ts';
import type { RecommenderDecisionStore } from './recommender-decision.ts';
import type { ScoreSampleStore } from './score-sample.ts';
import type { SeenRequestStore } from './seen-request.ts';
import type { ShopSettingsStore } from './shop-settings.ts';
import type { TellingStore } from './telling.ts';

export interface Stores {
  readonly events: EventStore;
  readonly contacts: ContactStore;
  readonly products: ProductStore;
  readonly offers: OfferStore;
  readonly modelRuns: ModelRunStore;
  readonly headsDecisions: HeadsDecisionStore;
  readonly recommenderDecisions: RecommenderDecisionStore;
  readonly scoreSamples: ScoreSampleStore;
  readonly qualityReports: QualityReportStore;
  readonly audiences: AudienceStore;
  readonly campaigns: CampaignStore;
  readonly outbox: OutboxStore;
  readonly outcomes: OutcomeStore;
  readonly jobs: JobStore;
  readonly tellings: TellingStore;
  readonly posts: PostStore;
  readonly seenRequests: SeenRequestStore;
  readonly shopSettings: ShopSettingsStore;
}
