/** An element that acts at once: a button, a menu, a choice in a section or an actions block. */
import { useState } from 'react';
import type { Json } from '../../../slack/wire-types.ts';
import { ConfirmDialog, type ConfirmObject } from './confirm-dialog.tsx';
import { InputElement } from './input-element.tsx';
import { OverflowMenu } from './overflow-menu.tsx';
import { safeAddress } from './safe-address.ts';
import { SlackText, type TextObject } from './slack-text.tsx';
import { useSurface } from './surface.ts';

export function ElementView({ element, blockId }: { element: Json; blockId: string }) {
  const surface = useSurface();
  const [asking, setAsking] = useState<Json>();
  const actionId = String(element['action_id']);
  const confirm = element['confirm'] as ConfirmObject | undefined;
  const act = (chosen: Json) => {
    if (chosen['type']) surface.setValue(blockId, actionId, chosen);
    surface.use(blockId, actionId, chosen);
  };
  const use = (chosen: Json) => (confirm ? setAsking(chosen) : act(chosen));
  return (
    <>
      <Control element={element} blockId={blockId} onUse={use} />
      {asking && confirm && (
        <ConfirmDialog
          confirm={confirm}
          onAnswer={(yes) => {
            setAsking(undefined);
            if (yes) act(asking);
          }}
        />
      )}
    </>
  );
}

interface ControlProps {
  element: Json;
  blockId: string;
  onUse: (chosen: Json) => void;
}

function Control({ element, blockId, onUse }: ControlProps) {
  if (element['type'] === 'button') return <Button element={element} onUse={onUse} />;
  if (element['type'] === 'overflow') return <OverflowMenu element={element} onUse={onUse} />;
  return <InputElement element={element} blockId={blockId} label={labelOf(element)} onChange={onUse} />;
}

function Button({ element, onUse }: Omit<ControlProps, 'blockId'>) {
  const { text, style, url, accessibility_label: label } = element as Json & { text: TextObject };
  const address = typeof url === 'string' ? safeAddress(url) : undefined;
  const className = `button ${style === 'primary' || style === 'danger' ? style : ''}`;
  const name = typeof label === 'string' ? label : undefined;
  if (address) {
    return (
      <a
        className={className}
        href={address}
        target="_blank"
        rel="noreferrer"
        aria-label={name}
        onClick={() => onUse({})}
      >
        <SlackText text={text} />
      </a>
    );
  }
  return (
    <button type="button" className={className} aria-label={name} onClick={() => onUse({})}>
      <SlackText text={text} />
    </button>
  );
}

/** An element outside an input block has no label of its own but its placeholder. */
function labelOf(element: Json): string {
  const placeholder = element['placeholder'] as TextObject | undefined;
  return placeholder?.text ?? 'Choose';
}
