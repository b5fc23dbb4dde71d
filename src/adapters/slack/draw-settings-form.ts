/** Draws the form in which a team says what its shop is called, who its e-mails come from, and how time is counted. */

import type { InputBlock, ModalView, PlainTextInput } from '@slack/types';
import type { ShopChoice, ShopSettings } from '../../domain/shop-settings.ts';
import { context, cut } from './card.ts';

export const SETTINGS = 'settings';
export const SETTINGS_FORM = 'settings_form';
export const SETTING_INPUT = 'value';

export interface SettingsFormFacts {
  readonly choice: ShopChoice;
  readonly fallback: ShopSettings;
  /** Of what is seen: whoever was slower is told. */
  readonly version: number;
}

/** In the order of the form: what it is called, what it does, how long it may be. */
export const SETTING_FIELDS: readonly (readonly [keyof ShopSettings, string, string, number])[] = [
  ['shopName', 'Name of the shop', 'As customers know it: in e-mails and on their preference page.', 80],
  [
    'mailFrom',
    'Sender of e-mails',
    'Such as Candle & Co <hello@candle.example>; your mail server must allow it.',
    160,
  ],
  ['postalAddress', 'Postal address', 'Printed in each e-mail.', 200],
  ['timeZone', 'Time zone', 'Such as Europe/Berlin: where a contact’s own is not known.', 60],
  ['outcomeWindowDays', 'Days ahead that orders are foretold for', 'From the next night on.', 3],
  ['undoMinutes', 'Minutes in which an approval can be undone', 'For approvals from now on.', 4],
];

export function drawSettingsForm({ choice, fallback, version }: SettingsFormFacts): ModalView {
  return {
    type: 'modal',
    callback_id: SETTINGS_FORM,
    private_metadata: JSON.stringify({ version }),
    title: { type: 'plain_text', text: 'Settings' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      context(
        'They hold for campaigns that are approved from now on: what was approved leaves as it was approved. What is left empty stays as whoever runs Flywheel has set it, which is shown in grey. The channel is told what changed.',
      ),
      ...SETTING_FIELDS.map(([field, label, hint, length]): InputBlock => {
        const chosen = choice[field];
        const element: PlainTextInput = {
          type: 'plain_text_input',
          action_id: SETTING_INPUT,
          max_length: length,
          placeholder: { type: 'plain_text', text: cut(String(fallback[field]) || 'not set', 150) },
          ...(chosen === null ? {} : { initial_value: String(chosen) }),
        };
        return {
          type: 'input',
          block_id: field,
          optional: true,
          label: { type: 'plain_text', text: label },
          hint: { type: 'plain_text', text: hint },
          element,
        };
      }),
    ],
  };
}
