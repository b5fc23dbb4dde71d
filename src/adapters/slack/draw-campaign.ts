/** Draws a campaign: what it is, why, what is expected, what came back, and what one can do about it. */

import type { CampaignResults } from '../../domain/results.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { type Card, header, section, toCard } from './card.ts';
import { drawChecks } from './draw-checks.ts';
import { drawEvidence } from './draw-evidence.ts';
import { type CampaignNow, drawButtons, drawProgress, drawState, sayState } from './draw-lifecycle.ts';
import { drawPreviewButtons } from './draw-previews.ts';
import { drawConsequence, drawProposal, type ProposalFigures } from './draw-proposal.ts';
import { drawResults } from './draw-results.ts';
import { drawWordings, type WordingSample } from './draw-wordings.ts';
import { escapeText, oneLine } from './mrkdwn.ts';

export interface CampaignView extends ProposalFigures, CampaignNow {
  /** One contact's e-mail in each wording. */
  readonly samples: readonly WordingSample[];
  readonly results: CampaignResults | null;
  /** A word on top, such as who decided just now. */
  readonly notice?: string;
}

export function drawCampaign(view: CampaignView): Card {
  const { campaign } = view;
  const { strategy } = campaign;
  const title = `Campaign ${campaign.number}: ${strategy.title}`;
  return toCard(`${oneLine(title)}. ${sayState(campaign)}. ${describeCounts(strategy.counts)}.`, [
    header(title),
    ...(view.notice === undefined ? [] : [section(view.notice)]),
    ...drawState(view),
    ...drawProgress(campaign, view.results?.messages ?? null),
    section(`*Why:* ${escapeText(strategy.reason)}`),
    drawProposal(campaign, view),
    ...drawResults(campaign, view.results),
    ...drawWordings(view.samples, view.sender),
    ...drawPreviewButtons(campaign),
    ...drawEvidence(campaign),
    ...drawChecks(campaign),
    ...drawConsequence(campaign, view),
    ...drawButtons(view),
  ]);
}
