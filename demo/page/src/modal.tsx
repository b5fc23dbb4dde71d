/** The topmost modal: its blocks, its buttons, and what the bot or Slack has to say about what was entered. */
import { type FormEvent, useState } from 'react';
import type { Block, View } from '../../slack/wire-types.ts';
import { BlockList } from './blocks/block-list.tsx';
import { initialValues } from './blocks/initial-values.ts';
import { type Surface, SurfaceProvider, useSurfaceState } from './blocks/surface.ts';
import { useModalDialog } from './use-modal-dialog.ts';
import { useWorkspaceContext } from './workspace-context.ts';

interface Caption {
  text: string;
}

export function Modal({ view, depth }: { view: View; depth: number }) {
  const { state, api, attempt } = useWorkspaceContext();
  const dialog = useModalDialog();
  const own = useSurfaceState(view.blocks, { viewId: view.id });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const surface: Surface = { ...own, errors, values: currentValues(own, view.blocks) };
  const { title, submit, close } = view as View & { title?: Caption; submit?: Caption; close?: Caption };
  const send = async () => {
    setBusy(true);
    try {
      const result = await api.submit(view.id, surface.values);
      setErrors(result.errors ?? {});
      setTrouble(result.trouble ?? '');
    } finally {
      setBusy(false);
    }
  };
  const dismiss = () => attempt(api.close(view.id));
  return (
    <dialog ref={dialog} className="dialog modal" aria-label={title?.text} onCancel={cancelWith(dismiss)}>
      <form noValidate onSubmit={(event) => handle(event, () => attempt(send()))}>
        <header>
          <h2>{title?.text}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={dismiss}>
            ✕
          </button>
        </header>
        <div className="modal-body">
          {trouble && (
            <p className="fault" role="alert">
              {trouble}
            </p>
          )}
          <SurfaceProvider value={surface}>
            <BlockList blocks={view.blocks} />
          </SurfaceProvider>
        </div>
        <footer>
          <small>{state.bot.name}</small>
          <button type="button" className="button" onClick={dismiss}>
            {close?.text ?? (depth > 1 ? 'Back' : 'Close')}
          </button>
          {submit && (
            <button type="submit" className="button solid primary" disabled={busy}>
              {submit.text}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** An update may bring fields that were not there before; what has been entered stays. */
function currentValues(surface: Surface, blocks: readonly Block[]): Surface['values'] {
  return Object.fromEntries(
    Object.entries(initialValues(blocks)).map(([blockId, initial]) => {
      const entered = Object.entries(surface.values[blockId] ?? {}).filter(
        ([actionId]) => actionId in initial,
      );
      return [blockId, { ...initial, ...Object.fromEntries(entered) }];
    }),
  );
}

/** Escape asks the server to close; the dialog itself goes when the modal is gone. */
function cancelWith(dismiss: () => void) {
  return (event: React.SyntheticEvent<HTMLDialogElement>) => {
    // React passes on the cancel of a confirmation inside as well.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    dismiss();
  };
}

function handle(event: FormEvent, work: () => void): void {
  event.preventDefault();
  work();
}
