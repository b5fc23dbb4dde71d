/** What drizzle-kit reads to write the PostgreSQL migrations. */

import { postgresTables } from '../schema.ts';

export const {
  contacts,
  contactKeys,
  identities,
  consents,
  suppressions,
  events,
  deadLetters,
  duplicateCounts,
  products,
  offers,
  coupons,
  modelRuns,
  modelDecisions,
  scores,
  liveScores,
  scoreSamples,
  qualityReports,
  campaigns,
  assignments,
  campaignDecisions,
  messages,
  outcomes,
  jobs,
  tellings,
  posts,
  postChannels,
  seenRequests,
  installations,
} = postgresTables;
