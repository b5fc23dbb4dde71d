/** The control for one input element; its value is kept in the fields in which Slack reports it. */
import { useWorkspaceContext } from '../workspace-context.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { stateField } from './initial-values.ts';
import type { InputElementProps, SelectOption, ValueProps } from './input-props.ts';
import { SelectElement } from './select-element.tsx';
import type { TextObject } from './slack-text.tsx';
import { useSurface } from './surface.ts';

export function InputElement(props: InputElementProps) {
  const { element, blockId, onChange } = props;
  const { values } = useSurface();
  const type = String(element['type']);
  const field = stateField(type);
  if (!field) return <p className="quiet">An input of type {type} cannot be shown here.</p>;
  const value = values[blockId]?.[String(element['action_id'])]?.[field];
  const change = (next: unknown) => onChange({ type, [field]: next });
  if (type === 'checkboxes' || type === 'radio_buttons') {
    return <ChoiceGroup {...props} value={value} onValue={change} />;
  }
  if (type.includes('select')) return <Select {...props} value={value} onValue={change} />;
  return <TextField {...props} value={value} onValue={change} />;
}

const htmlTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

function TextField({ element, label, describedBy, isInvalid, value, onValue }: ValueProps) {
  const type = String(element['type']);
  const isMoment = type === 'datetimepicker';
  const shared = {
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid ?? false,
    placeholder: (element['placeholder'] as TextObject | undefined)?.text,
    maxLength: typeof element['max_length'] === 'number' ? element['max_length'] : undefined,
    value: isMoment ? toLocalInput(value) : String(value ?? ''),
    onChange: ({ target }: { target: { value: string } }) =>
      onValue(isMoment ? fromLocalInput(target.value) : target.value || null),
  };
  if (element['multiline'] === true) return <textarea rows={5} {...shared} />;
  return (
    <input
      type={htmlTypes[type] ?? 'text'}
      step={element['is_decimal_allowed'] === true ? 'any' : undefined}
      data-focus-on-load={element['focus_on_load'] === true || undefined}
      {...shared}
    />
  );
}

/** Slack counts in whole seconds since 1970, the browser's field in local time without a zone. */
function toLocalInput(seconds: unknown): string {
  if (typeof seconds !== 'number') return '';
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocalInput(text: string): number | null {
  return text === '' ? null : Math.floor(new Date(text).getTime() / 1000);
}

function Select(props: ValueProps) {
  const { state } = useWorkspaceContext();
  const type = String(props.element['type']);
  if (type.endsWith('static_select')) return <SelectElement {...props} keepsOption />;
  const items = type.includes('users')
    ? state.people
    : [{ ...state.channel, name: `#${state.channel.name}` }];
  const options: SelectOption[] = items.map(({ id, name }) => ({ text: { text: name }, value: id }));
  return <SelectElement {...props} element={{ ...props.element, options }} keepsOption={false} />;
}
