/** Checkboxes and radio buttons. */
import { useId } from 'react';
import type { SelectOption, ValueProps } from './input-props.ts';
import { SlackText, type TextObject } from './slack-text.tsx';

export function ChoiceGroup({ element, label, describedBy, value, onValue }: ValueProps) {
  const name = useId();
  const isRadio = element['type'] === 'radio_buttons';
  const options = element['options'] as (SelectOption & { text: TextObject; description?: TextObject })[];
  const chosen = (isRadio ? [value] : (value as unknown[])).map(
    (item) => (item as SelectOption | null)?.value,
  );
  const toggle = (option: SelectOption, isOn: boolean) => {
    if (isRadio) return onValue(option);
    const next = options.filter((other) => (other === option ? isOn : chosen.includes(other.value)));
    onValue(next);
  };
  return (
    <fieldset className="choices" aria-label={label} aria-describedby={describedBy}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(option.value)}
            onChange={({ target }) => toggle(option, target.checked)}
          />
          <span>
            <SlackText text={option.text} />
            {option.description && (
              <small>
                <SlackText text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
