/** The state of inputs before anybody touches them, in the fields in which Slack reports it. */
import type { Block, Json, ViewValues } from '../../../slack/wire-types.ts';

/** For each kind of element: the field of its state, and the field of its initial value. */
const stateFields: Record<string, readonly [field: string, initial: string, empty: unknown]> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  multi_static_select: ['selected_options', 'initial_options', []],
  checkboxes: ['selected_options', 'initial_options', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  channels_select: ['selected_channel', 'initial_channel', null],
};

/** The name of the field that holds the value of this kind of element; undefined for buttons. */
export function stateField(type: string): string | undefined {
  return stateFields[type]?.[0];
}

/** Values of all inputs in these blocks, by block_id and action_id. */
export function initialValues(blocks: readonly Block[]): ViewValues {
  const values: ViewValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const state = stateFields[String(element['type'])];
      if (!state) continue;
      const [field, initial, empty] = state;
      const value = { type: element['type'], [field]: element[initial] ?? empty };
      values[String(block.block_id)] = {
        ...values[String(block.block_id)],
        [String(element['action_id'])]: value,
      };
    }
  }
  return values;
}

function elementsOf(block: Block): Json[] {
  const several = block.type === 'actions' ? (block['elements'] as Json[]) : [];
  return [...several, block['element'] as Json | undefined, block['accessory'] as Json | undefined].filter(
    (element): element is Json => element !== undefined,
  );
}
