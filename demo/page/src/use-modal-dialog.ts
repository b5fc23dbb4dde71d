/** Opens a <dialog> as a modal: the first field has the focus, as in Slack, Tab goes round within it, and Escape closes it. */
import { useLayoutEffect, useRef } from 'react';

const FOCUSABLE = ':is(button, input, textarea, select):not(:disabled), a[href], [tabindex="0"]';

export function useModalDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    if (!element.open) element.showModal();
    const wanted = element.querySelector<HTMLElement>('[data-focus-on-load]');
    const first = element.querySelector<HTMLElement>('.modal-body :is(input, textarea, select)');
    (wanted ?? first)?.focus();
    element.addEventListener('keydown', goRound);
    return () => {
      element.removeEventListener('keydown', goRound);
      // The browser gives the focus back to what had it before.
      element.close();
    };
  }, []);
  return dialog;
}

/** By itself the browser would leave the dialog at its ends, for the page behind or its own buttons. */
function goRound(event: KeyboardEvent): void {
  const dialog = event.currentTarget as HTMLDialogElement;
  const target = event.target as HTMLElement;
  // A confirmation inside goes round by itself.
  if (event.key !== 'Tab' || target.closest('dialog') !== dialog) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.checkVisibility());
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (target !== from && target !== dialog) return;
  event.preventDefault();
  to?.focus();
}
