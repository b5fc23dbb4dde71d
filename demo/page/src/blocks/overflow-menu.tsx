/** The menu behind three dots. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Json } from '../../../slack/wire-types.ts';
import { safeAddress } from './safe-address.ts';
import type { TextObject } from './slack-text.tsx';

interface Option extends Json {
  text: TextObject;
  value: string;
  url?: string;
}

export function OverflowMenu({ element, onUse }: { element: Json; onUse: (chosen: Json) => void }) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) menu.current?.querySelector('button')?.focus();
  }, [isOpen]);
  const close = () => {
    opener.current?.focus();
    setOpen(false);
  };
  const choose = (option: Option) => {
    close();
    const address = option.url && safeAddress(option.url);
    if (address) window.open(address, '_blank', 'noopener');
    onUse({ selected_option: option });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus left the menu
    <div
      className="overflow"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        ref={opener}
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <div className="menu" role="menu" ref={menu} onKeyDown={(event) => moveInMenu(event, close)}>
          {(element['options'] as Option[]).map((option) => (
            <button key={option.value} type="button" role="menuitem" onClick={() => choose(option)}>
              {option.text.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveInMenu(event: KeyboardEvent<HTMLDivElement>, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const current = items.indexOf(document.activeElement as HTMLButtonElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') close();
  else if (step) items[(current + step + items.length) % items.length]?.focus();
  else return;
  event.preventDefault();
}
