/** A drop-down, with or without groups, for one choice or for several. */
import type { SelectOption, ValueProps } from './input-props.ts';
import type { TextObject } from './slack-text.tsx';

interface OptionGroup {
  label: TextObject;
  options: SelectOption[];
}

/** `keepsOption`: the value is the option itself, not only its id. */
export function SelectElement(props: ValueProps & { keepsOption: boolean }) {
  const { element, label, describedBy, isInvalid, value, onValue, keepsOption } = props;
  const groups = element['option_groups'] as OptionGroup[] | undefined;
  const options = groups?.flatMap((group) => group.options) ?? (element['options'] as SelectOption[]);
  const isMultiple = String(element['type']).startsWith('multi_');
  const chosen = (isMultiple ? (value as unknown[]) : [value]).map((item) => idOf(item, keepsOption));
  const choose = (values: string[]) => {
    const picked = options.filter((option) => values.includes(option.value));
    const items = keepsOption ? picked : picked.map((option) => option.value);
    onValue(isMultiple ? items : (items[0] ?? null));
  };
  const placeholder = (element['placeholder'] as TextObject | undefined)?.text ?? 'Choose an option';
  return (
    <select
      className="select"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid ?? false}
      multiple={isMultiple}
      value={isMultiple ? chosen : (chosen[0] ?? '')}
      onChange={({ target }) => choose([...target.selectedOptions].map((option) => option.value))}
    >
      {!isMultiple && <option value="">{placeholder}</option>}
      {groups ? (
        groups.map((group) => (
          <optgroup key={group.label.text} label={group.label.text}>
            <Options options={group.options} />
          </optgroup>
        ))
      ) : (
        <Options options={options} />
      )}
    </select>
  );
}

function Options({ options }: { options: SelectOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  ));
}

function idOf(item: unknown, keepsOption: boolean): string {
  if (!keepsOption) return String(item ?? '');
  return (item as SelectOption | null)?.value ?? '';
}
