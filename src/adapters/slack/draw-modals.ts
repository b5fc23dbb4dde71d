/** Draws the forms in which a person edits a campaign's words, asks for changes, or says why not. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import { COPY_FIELDS, type Copy, type Wording } from '../../domain/strategy.ts';
import { context, cut, header } from './card.ts';
import { type SeenCampaign, seenOf } from './draw-lifecycle.ts';

export const CAMPAIGN_FORMS = {
  edit: 'campaign_edit_form',
  requestChanges: 'campaign_request_changes_form',
  reject: 'campaign_reject_form',
} as const;

/** The action id of a form's inputs; the block id is the field's name. */
export const INPUT = 'value';
/** Of the fields of an e-mail's words, which are looked at while they are written. */
export const COPY_INPUT = 'campaign_copy';

/** What a form remembers: what was seen, and where to answer. */
export interface FormMemory extends SeenCampaign {
  readonly channel: string;
}

/** Slack's limit. */
const TITLE_LIMIT = 24;
const HINT_LIMIT = 2000;

const COPY_LABELS: Readonly<Record<keyof Copy, string>> = {
  subject: 'Subject',
  previewText: 'Preview text (what an inbox shows after the subject)',
  heading: 'Heading',
  body: 'Body',
  button: 'Text of the button',
};

/** The block of a field of one of the wordings. */
export function copyField(wording: Wording, field: keyof Copy): string {
  return wording === 'A' ? field : `${wording}_${field}`;
}

/** `notes` stand below their fields, by block; what somebody wrote meanwhile stays when the form is drawn anew. */
export function drawEditForm(
  campaign: Campaign,
  channel: string,
  notes: Readonly<Record<string, string>> = {},
): ModalView {
  return {
    ...campaignForm(campaign, channel, {
      id: CAMPAIGN_FORMS.edit,
      title: `Edit campaign ${campaign.number}`,
      submit: 'Propose anew',
    }),
    blocks: [
      ...(campaign.copyB === null
        ? copyInputs('A', campaign.copy, notes)
        : [
            header('Wording A'),
            ...copyInputs('A', campaign.copy, notes),
            header('Wording B'),
            ...copyInputs('B', campaign.copyB, notes),
          ]),
      context(
        'Words in double braces are filled in for each contact: `{{ contact.firstName }}`, `{{ products[0].name }}`, `{{ products[0].price }}`, `{{ offer.name }}`, `{{ offer.code }}`, `{{ offer.validTo }}`, `{{ shop.name }}`. Somebody else has to approve what you change.',
      ),
    ],
  };
}

function copyInputs(wording: Wording, copy: Copy, notes: Readonly<Record<string, string>>): KnownBlock[] {
  return COPY_FIELDS.map((field): KnownBlock => {
    const name = copyField(wording, field);
    const note = notes[name];
    return {
      type: 'input',
      block_id: name,
      optional: false,
      dispatch_action: true,
      label: { type: 'plain_text', text: COPY_LABELS[field] },
      element: {
        type: 'plain_text_input',
        action_id: COPY_INPUT,
        multiline: field === 'body',
        initial_value: copy[field],
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
      ...(note === undefined ? {} : { hint: { type: 'plain_text', text: cut(note, HINT_LIMIT) } }),
    };
  });
}

export function drawCommentForm(
  campaign: Campaign,
  channel: string,
  action: 'request changes' | 'reject',
): ModalView {
  const asks = action === 'request changes';
  return {
    ...campaignForm(campaign, channel, {
      id: asks ? CAMPAIGN_FORMS.requestChanges : CAMPAIGN_FORMS.reject,
      title: asks ? 'Request changes' : `Reject campaign ${campaign.number}`,
      submit: asks ? 'Request' : 'Reject',
    }),
    blocks: [
      input({
        name: 'comment',
        label: asks ? 'What should change?' : 'Why not? (helps the next proposal be better)',
        multiline: true,
        optional: !asks,
      }),
    ],
  };
}

/** What every form about a campaign has: it remembers what was seen. */
export function campaignForm(
  campaign: Campaign,
  channel: string,
  { id, title, submit }: { readonly id: string; readonly title: string; readonly submit: string },
) {
  const memory: FormMemory = { ...seenOf(campaign), channel };
  return {
    type: 'modal' as const,
    callback_id: id,
    private_metadata: JSON.stringify(memory),
    title: { type: 'plain_text' as const, text: cut(title, TITLE_LIMIT) },
    submit: { type: 'plain_text' as const, text: submit },
    close: { type: 'plain_text' as const, text: 'Cancel' },
  };
}

interface InputOptions {
  readonly name: string;
  readonly label: string;
  readonly multiline: boolean;
  readonly optional: boolean;
}

function input({ name, label, multiline, optional }: InputOptions): KnownBlock {
  return {
    type: 'input',
    block_id: name,
    optional,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'plain_text_input',
      action_id: INPUT,
      multiline,
    },
  };
}
