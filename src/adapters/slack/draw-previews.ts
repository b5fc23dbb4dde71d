/** Draws what three real recipients of a campaign would get, masked, and the buttons that lead there. */

import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Campaign, CampaignState } from '../../domain/campaign.ts';
import type { RenderedEmail } from '../../domain/email.ts';
import type { Wording } from '../../domain/strategy.ts';
import { context, cut, section } from './card.ts';
import { seenOf } from './draw-lifecycle.ts';
import { escapeText, oneLine, percent } from './mrkdwn.ts';

export const PREVIEW_BUTTONS = {
  previews: 'campaign_previews',
  sendTest: 'campaign_send_test',
  sendThis: 'campaign_send_this_test',
  openHtml: 'campaign_open_html',
} as const;

export interface PreviewView {
  /** Names the recipient among the three. */
  readonly rank: string;
  /** Masked. */
  readonly address: string;
  readonly conversionProbability: number;
  /** Null when there is but one. */
  readonly wording: Wording | null;
  readonly email: RenderedEmail | { readonly fault: string };
  /** Where the HTML stands for a while, as an inbox shows it. */
  readonly htmlUrl: string;
}

const BODY_LIMIT = 2400;
const SHOWN_IN: readonly CampaignState[] = ['draft', 'proposed', 'half approved', 'approved'];

/** Beside the words, for as long as something can still be changed. */
export function drawPreviewButtons(campaign: Campaign): KnownBlock[] {
  if (!SHOWN_IN.includes(campaign.state)) return [];
  const value = JSON.stringify(seenOf(campaign));
  return [
    {
      type: 'actions',
      elements: [
        button('Previews', PREVIEW_BUTTONS.previews, value),
        button('Send test to me', PREVIEW_BUTTONS.sendTest, value),
      ],
    },
  ];
}

export function drawPreviews(
  { number }: Campaign,
  previews: readonly PreviewView[],
  notice?: string,
): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: cut(`Previews: campaign ${number}`, 24) },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: String(number),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      context(
        'Real recipients and their own products. Names and addresses are masked, coupon codes made up, and no link is counted.',
      ),
      ...previews.flatMap(drawPreview),
    ],
  };
}

function drawPreview(preview: PreviewView): KnownBlock[] {
  const { rank, address, conversionProbability, wording, email, htmlUrl } = preview;
  const of = wording === null ? '' : ` · wording ${wording}`;
  const who = `*${oneLine(rank.charAt(0).toUpperCase() + rank.slice(1))}* · ${escapeText(address)} · ${percent(conversionProbability)}${of}`;
  if ('fault' in email)
    return [{ type: 'divider' }, section(`${who}\n:x: This cannot be written: ${escapeText(email.fault)}`)];
  const body = escapeText(cut(email.text.trim(), BODY_LIMIT)).replaceAll('\n', '\n>');
  return [
    { type: 'divider' },
    section(`${who}\n*Subject:* ${oneLine(email.subject)}\n*Preview:* ${oneLine(email.previewText)}`),
    section(`>${body}`),
    {
      type: 'actions',
      elements: [
        { ...button('See it as an e-mail', PREVIEW_BUTTONS.openHtml, rank), url: htmlUrl },
        button('Send me this one', PREVIEW_BUTTONS.sendThis, rank),
      ],
    },
  ];
}

function button(text: string, id: string, value: string): Button {
  return { type: 'button', text: { type: 'plain_text', text }, action_id: id, value };
}
