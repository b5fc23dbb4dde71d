/** The topmost modal: its blocks, its buttons, and what the bot or Slack has to say about what was entered. */
import { useState } from 'react';
import type { Block, View, ViewValues } from '../../slack/wire-types.ts';
import { BlockList } from './blocks/block-list.tsx';
import { initialValues } from './blocks/initial-values.ts';
import { type Surface, SurfaceProvider, useSurfaceState } from './blocks/surface.ts';
import { useModalDialog } from './use-modal-dialog.ts';
import { useWorkspaceContext } from './workspace-context.ts';

type ModalView = View & Partial<Record<'title' | 'submit' | 'close', { text: string }>>;

export function Modal({ view, depth }: { view: ModalView; depth: number }) {
  const { api, attempt } = useWorkspaceContext();
  const dialog = useModalDialog();
  const own = useSurfaceState(view.blocks, { viewId: view.id });
  const { errors, trouble, isBusy, submit } = useSubmit(view.id);
  const surface: Surface = { ...own, errors, values: currentValues(own, view.blocks) };
  const dismiss = () => attempt(api.close(view.id));
  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      aria-label={view.title?.text}
      onCancel={cancelWith(dismiss)}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(surface.values);
        }}
      >
        <header>
          <h2>{view.title?.text}</h2>
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
        <Footer view={view} depth={depth} isBusy={isBusy} onDismiss={dismiss} />
      </form>
    </dialog>
  );
}

interface FooterProps {
  view: ModalView;
  depth: number;
  isBusy: boolean;
  onDismiss: () => void;
}

function Footer({ view, depth, isBusy, onDismiss }: FooterProps) {
  const { state } = useWorkspaceContext();
  return (
    <footer>
      <small>{state.bot.name}</small>
      <button type="button" className="button" onClick={onDismiss}>
        {view.close?.text ?? (depth > 1 ? 'Back' : 'Close')}
      </button>
      {view.submit && (
        <button type="submit" className="button solid primary" disabled={isBusy}>
          {view.submit.text}
        </button>
      )}
    </footer>
  );
}

function useSubmit(viewId: string) {
  const { api, attempt } = useWorkspaceContext();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async (values: ViewValues) => {
    setBusy(true);
    try {
      const result = await api.submit(viewId, values);
      setErrors(result.errors ?? {});
      setTrouble(result.trouble ?? '');
    } finally {
      setBusy(false);
    }
  };
  return { errors, trouble, isBusy, submit: (values: ViewValues) => attempt(send(values)) };
}

/** An update may bring fields that were not there before; what has been entered stays. */
function currentValues(surface: Surface, blocks: readonly Block[]): ViewValues {
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
