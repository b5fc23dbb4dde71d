/** Opens a <dialog> as a modal, so that the browser keeps the focus inside and Escape closes it; the first field has the focus, as in Slack. */
import { useLayoutEffect, useRef } from 'react';

export function useModalDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element?.open) element?.showModal();
    const wanted = element?.querySelector<HTMLElement>('[data-focus-on-load]');
    const first = element?.querySelector<HTMLElement>('.modal-body :is(input, textarea, select)');
    (wanted ?? first)?.focus();
    return () => element?.close();
  }, []);
  return dialog;
}
