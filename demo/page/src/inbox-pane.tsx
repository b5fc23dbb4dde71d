/** What customers received: the list, and the e-mail one opened. */
import { useEffect, useState } from 'react';
import type { Mail } from '../../inbox/mail.ts';
import { MailView } from './mail-view.tsx';
import { useWorkspaceContext } from './workspace-context.ts';

export function InboxPane() {
  const { state, api, attempt } = useWorkspaceContext();
  const [openId, setOpenId] = useState<string>();
  const [mail, setMail] = useState<Mail>();
  useEffect(() => {
    if (openId) attempt(api.mail(openId).then(setMail));
  }, [openId, api, attempt]);
  return (
    <main className="inbox" aria-label="Inbox">
      <section className="mail-list" aria-label="E-mails">
        <header className="conversation-header">
          <h2>Inbox</h2>
          <p>What your customers receive</p>
        </header>
        {state.mails.length === 0 && (
          <p className="quiet">
            No e-mail has been sent yet. It appears here when an approved campaign goes out.
          </p>
        )}
        <ul>
          {state.mails.map(({ id, subject, to, preview, receivedAt }) => (
            <li key={id}>
              <button type="button" aria-current={id === openId} onClick={() => setOpenId(id)}>
                <span className="mail-line">
                  <strong>{to}</strong>
                  <time>{describeTime(receivedAt)}</time>
                </span>
                <span className="mail-subject">{subject}</span>
                <span className="mail-preview">{preview}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {mail && mail.id === openId ? (
        <MailView key={mail.id} mail={mail} />
      ) : (
        <p className="quiet mail-empty">Choose an e-mail to read it as the customer does.</p>
      )}
    </main>
  );
}

function describeTime(receivedAt: number): string {
  return new Date(receivedAt).toLocaleString([], {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}
