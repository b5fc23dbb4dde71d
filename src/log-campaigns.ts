/** Writes a line whenever a campaign changes its state, whoever changed it; who that was is in the audit trail. */

import type { FastifyBaseLogger } from 'fastify';
import type { CampaignStore } from './domain/campaign.ts';

/** The same store, heard. */
export function logCampaigns(campaigns: CampaignStore, log: FastifyBaseLogger): CampaignStore {
  return {
    ...campaigns,
    async propose(proposal) {
      const campaign = await campaigns.propose(proposal);
      log.info({ campaign: campaign.number, state: campaign.state }, 'a campaign was proposed');
      return campaign;
    },
    async transition(transition) {
      const campaign = await campaigns.transition(transition);
      if (campaign !== null)
        log.info(
          {
            campaign: campaign.number,
            state: campaign.state,
            before: transition.from,
            action: transition.action,
          },
          'a campaign changed its state',
        );
      return campaign;
    },
  };
}
