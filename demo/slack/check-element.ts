/** Checks one interactive element of a block, its options and its confirmation, against Slack's limits. */

import { isDeepStrictEqual } from 'node:util';
import { type Checker, isObject } from './block-checker.ts';
import { blockLimits as limits } from './block-limits.ts';
import type { Json } from './wire-types.ts';

/** Reports every fault of `element`, each with the pointer at which it stands; `allowed` are the types its block takes. */
export function checkElement(
  check: Checker,
  element: Json,
  { at, allowed }: { readonly at: string; readonly allowed: ReadonlySet<string> },
) {
  const type = String(element['type']);
  if (!allowed.has(type)) return check.fault(`unsupported type: ${type}`, `${at}/type`);
  check.length(element['action_id'], limits.id, `${at}/action_id`);
  checks[type]?.(check, element, at);
  if (element['placeholder'] !== undefined)
    check.plainText(element['placeholder'], limits.placeholder, `${at}/placeholder`);
  if (element['confirm'] !== undefined) checkConfirm(check, element['confirm'], `${at}/confirm`);
}

type Check = (check: Checker, element: Json, at: string) => void;

const select: Check = (check, element, at) =>
  checkOptions(check, element, { at, max: limits.selectOptions, mrkdwn: false });
const choice: Check = (check, element, at) =>
  checkOptions(check, element, { at, max: limits.choiceOptions, mrkdwn: true });

const checks: Readonly<Record<string, Check>> = {
  button: checkButton,
  image: (check, element, at) => check.image(element, at),
  static_select: select,
  multi_static_select(check, element, at) {
    select(check, element, at);
    check.number(element['max_selected_items'], { min: 1, max: Infinity }, `${at}/max_selected_items`);
  },
  checkboxes: choice,
  radio_buttons: choice,
  overflow: (check, element, at) =>
    checkOptions(check, element, { at, max: limits.overflowOptions, mrkdwn: false }),
  plain_text_input: checkTextInput,
  number_input(check, element, at) {
    if (typeof element['is_decimal_allowed'] !== 'boolean')
      check.fault('missing required field: is_decimal_allowed', at);
  },
  file_input: (check, element, at) =>
    check.number(element['max_files'], { min: 1, max: limits.filesInput }, `${at}/max_files`),
  datepicker: checkPattern('initial_date', /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD'),
  timepicker: checkPattern('initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
  datetimepicker: checkPattern('initial_date_time', /^\d{10}$/, '10 digits'),
  feedback_buttons(check, element, at) {
    for (const key of ['positive_button', 'negative_button']) {
      const button = element[key];
      if (!isObject(button)) check.fault(`missing required field: ${key}`, at);
      else checkPressed(check, button, `${at}/${key}`);
    }
  },
  icon_button(check, element, at) {
    checkPressed(check, element, at);
    check.words(element, 'icon', limits.id, at);
  },
};

function checkButton(check: Checker, button: Json, at: string): void {
  checkPressed(check, button, at);
  check.oneOf(button['style'], ['primary', 'danger'], `${at}/style`);
  if (button['url'] !== undefined) check.link(button['url'], `${at}/url`);
}

function checkPressed(check: Checker, button: Json, at: string): void {
  check.plainText(button['text'], limits.buttonText, `${at}/text`);
  check.length(button['value'], limits.buttonValue, `${at}/value`);
  check.length(button['accessibility_label'], limits.accessibilityLabel, `${at}/accessibility_label`);
}

interface OptionRules {
  readonly at: string;
  readonly max: number;
  /** Whether options may be formatted: those of menus may not. */
  readonly mrkdwn: boolean;
}

function checkOptions(check: Checker, element: Json, rules: OptionRules): void {
  const { at } = rules;
  const groups = element['option_groups'];
  const options = Array.isArray(groups)
    ? check.objects(element, 'option_groups', limits.optionGroups, at).flatMap((group, index) => {
        const place = `${at}/option_groups/${index}`;
        check.plainText(group['label'], limits.optionText, `${place}/label`);
        return checkOptionList(check, group, { ...rules, at: place });
      })
    : checkOptionList(check, element, rules);
  const { initial_option: one, initial_options: several } = element;
  const initial = [...(one === undefined ? [] : [one]), ...(Array.isArray(several) ? several : [])];
  if (initial.some((chosen) => !options.some((option) => isDeepStrictEqual(option, chosen))))
    check.fault(
      'must match one of the options',
      `${at}/${one === undefined ? 'initial_options' : 'initial_option'}`,
    );
}

function checkOptionList(check: Checker, owner: Json, { at, max, mrkdwn }: OptionRules): readonly Json[] {
  const options = check.objects(owner, 'options', max, at);
  options.forEach((option, index) => {
    const place = `${at}/options/${index}`;
    const checkText = mrkdwn ? check.text : check.plainText;
    checkText(option['text'], limits.optionText, `${place}/text`);
    check.words(option, 'value', limits.optionValue, place);
    if (option['description'] !== undefined)
      checkText(option['description'], limits.optionDescription, `${place}/description`);
    if (option['url'] !== undefined) check.link(option['url'], `${place}/url`);
  });
  return options;
}

function checkTextInput(check: Checker, input: Json, at: string): void {
  const { min_length: min, max_length: max } = input;
  check.number(min, { min: 0, max: limits.plainTextInput }, `${at}/min_length`);
  check.number(max, { min: 1, max: limits.plainTextInput }, `${at}/max_length`);
  if (Number(min ?? 0) > Number(max ?? limits.plainTextInput))
    check.fault('must not be more than max_length', `${at}/min_length`);
  check.length(input['initial_value'], Number(max ?? limits.plainTextInput), `${at}/initial_value`);
}

function checkPattern(key: string, pattern: RegExp, form: string): Check {
  return (check, element, at) => {
    if (element[key] !== undefined && !pattern.test(String(element[key])))
      check.fault(`must be in the form ${form}`, `${at}/${key}`);
  };
}

function checkConfirm(check: Checker, confirm: unknown, at: string) {
  if (!isObject(confirm)) return check.fault('must be a confirm object', at);
  check.plainText(confirm['title'], limits.confirmTitle, `${at}/title`);
  check.text(confirm['text'], limits.confirmText, `${at}/text`);
  check.plainText(confirm['confirm'], limits.confirmButton, `${at}/confirm`);
  check.plainText(confirm['deny'], limits.confirmButton, `${at}/deny`);
  check.oneOf(confirm['style'], ['primary', 'danger'], `${at}/style`);
}
