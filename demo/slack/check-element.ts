/** Checks one interactive element of a block, its options and its confirmation, against Slack's limits. */

import type { Checker } from './block-checker.ts';
import { blockLimits as limits, linkSchemes } from './block-limits.ts';
import type { Json } from './wire-types.ts';

const selects = new Set(['static_select', 'multi_static_select']);
const choices = new Set(['checkboxes', 'radio_buttons']);

/** Reports every fault of `element`, each with the pointer at which it stands. */
export function checkElement(check: Checker, element: Json, at: string): void {
  const type = String(element['type']);
  check.length(element['action_id'], limits.id, `${at}/action_id`);
  if (type === 'button') checkButton(check, element, at);
  if (type === 'image') check.image(element, at);
  if (selects.has(type)) checkOptions(check, element, { at, max: limits.selectOptions });
  if (choices.has(type)) checkOptions(check, element, { at, max: limits.choiceOptions });
  if (type === 'overflow') checkOptions(check, element, { at, max: limits.overflowOptions });
  if (type === 'plain_text_input') checkTextInput(check, element, at);
  if (element['placeholder'] !== undefined) {
    check.plainText(element['placeholder'], limits.placeholder, `${at}/placeholder`);
  }
  if (element['confirm'] !== undefined) checkConfirm(check, element['confirm'], `${at}/confirm`);
}

function checkButton(check: Checker, button: Json, at: string): void {
  check.plainText(button['text'], limits.buttonText, `${at}/text`);
  check.length(button['value'], limits.buttonValue, `${at}/value`);
  const { style, url } = button;
  if (style !== undefined && style !== 'primary' && style !== 'danger') {
    check.fault('must be primary or danger', `${at}/style`);
  }
  if (url !== undefined) checkLink(check, url, `${at}/url`);
}

function checkLink(check: Checker, url: unknown, at: string): void {
  check.length(url, limits.url, at);
  const scheme = typeof url === 'string' && URL.canParse(url) ? new URL(url).protocol : '';
  if (!linkSchemes.has(scheme)) check.fault('must be a http, https, mailto or slack url', at);
}

function checkOptions(check: Checker, element: Json, { at, max }: { at: string; max: number }): void {
  const groups = element['option_groups'];
  if (Array.isArray(groups)) {
    check.count(groups, limits.selectOptions, `${at}/option_groups`);
    groups.forEach((group, index) => {
      check.plainText((group as Json)['label'], limits.optionText, `${at}/option_groups/${index}/label`);
      checkOptions(check, group as Json, { at: `${at}/option_groups/${index}`, max });
    });
    return;
  }
  const options = element['options'];
  if (!Array.isArray(options) || options.length === 0) {
    check.fault('must have options', `${at}/options`);
    return;
  }
  check.count(options, max, `${at}/options`);
  options.forEach((option: Json, index) => {
    check.text(option['text'], limits.optionText, `${at}/options/${index}/text`);
    if (typeof option['value'] !== 'string')
      check.fault('missing required field: value', `${at}/options/${index}`);
    check.length(option['value'], limits.optionValue, `${at}/options/${index}/value`);
  });
}

function checkTextInput(check: Checker, input: Json, at: string): void {
  for (const key of ['min_length', 'max_length'] as const) {
    const value = input[key];
    if (typeof value === 'number' && value > limits.plainTextInput) {
      check.fault(`must be at most ${limits.plainTextInput}`, `${at}/${key}`);
    }
  }
  check.length(input['initial_value'], limits.plainTextInput, `${at}/initial_value`);
}

function checkConfirm(check: Checker, value: unknown, at: string): void {
  if (typeof value !== 'object' || value === null) {
    check.fault('must be a confirm object', at);
    return;
  }
  const confirm = value as Json;
  check.plainText(confirm['title'], limits.confirmTitle, `${at}/title`);
  check.text(confirm['text'], limits.confirmText, `${at}/text`);
  check.plainText(confirm['confirm'], limits.confirmButton, `${at}/confirm`);
  check.plainText(confirm['deny'], limits.confirmButton, `${at}/deny`);
}
