/** A labelled field, its hint and what is wrong with it. */
import { useId } from 'react';
import type { Block, Json } from '../../../slack/wire-types.ts';
import { InputElement } from './input-element.tsx';
import type { TextObject } from './slack-text.tsx';
import { useSurface } from './surface.ts';

export function InputBlock({ block }: { block: Block }) {
  const surface = useSurface();
  const noteId = useId();
  const {
    label,
    hint,
    element,
    optional,
    dispatch_action: dispatches,
  } = block as Block & {
    label: TextObject;
    hint?: TextObject;
    element: Json;
  };
  const blockId = String(block.block_id);
  const actionId = String(element['action_id']);
  const error = surface.errors[blockId];
  const isGroup = element['type'] === 'checkboxes' || element['type'] === 'radio_buttons';
  const change = (value: Json) => {
    surface.setValue(blockId, actionId, value);
    if (dispatches === true) surface.use(blockId, actionId, value);
  };
  return (
    <div className={error ? 'block-input invalid' : 'block-input'}>
      <span className="field-label" aria-hidden={!isGroup}>
        {label.text}
        {optional === true && <span className="quiet"> (optional)</span>}
      </span>
      <InputElement
        element={element}
        blockId={blockId}
        label={label.text}
        describedBy={noteId}
        isInvalid={error !== undefined}
        onChange={change}
      />
      <div id={noteId}>
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        {hint && <p className="field-hint">{hint.text}</p>}
      </div>
    </div>
  );
}
