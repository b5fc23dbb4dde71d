/** "Are you sure?" before an element acts. */
import { useModalDialog } from '../use-modal-dialog.ts';
import { SlackText, type TextObject } from './slack-text.tsx';

export interface ConfirmObject {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: 'primary' | 'danger';
}

export function ConfirmDialog({
  confirm,
  onAnswer,
}: {
  confirm: ConfirmObject;
  onAnswer: (yes: boolean) => void;
}) {
  const dialog = useModalDialog();
  return (
    <dialog
      ref={dialog}
      className="dialog confirm"
      aria-label={confirm.title.text}
      onCancel={() => onAnswer(false)}
    >
      <h2>{confirm.title.text}</h2>
      <SlackText text={confirm.text} />
      <footer>
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {confirm.deny.text}
        </button>
        <button
          type="button"
          className={`button solid ${confirm.style ?? 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          {confirm.confirm.text}
        </button>
      </footer>
    </dialog>
  );
}
