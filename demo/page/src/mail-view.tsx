/** One e-mail as a mail client shows it: remote content stays away until asked for, and no script ever runs. */
import { useMemo, useState } from 'react';
import type { Mail } from '../../inbox/mail.ts';
import { prepareMailHtml } from './prepare-mail-html.ts';

type Tab = 'message' | 'text' | 'headers';

export function MailView({ mail }: { mail: Mail }) {
  const [tab, setTab] = useState<Tab>(mail.html ? 'message' : 'text');
  const tabs: [Tab, string][] = [
    ...(mail.html ? [['message', 'Message'] as [Tab, string]] : []),
    ['text', 'Text'],
    ['headers', 'Headers'],
  ];
  return (
    <article className="mail" aria-label={mail.subject}>
      <header>
        <h2>{mail.subject}</h2>
        <p>
          <strong>{mail.from}</strong> <span className="quiet">to {mail.to}</span>
        </p>
        <div className="tabs" role="tablist" aria-label="Views of the e-mail">
          {tabs.map(([name, label]) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={tab === name}
              onClick={() => setTab(name)}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
      {tab === 'message' && mail.html && <HtmlPart html={mail.html} subject={mail.subject} />}
      {tab === 'text' && <pre className="mail-text">{mail.text}</pre>}
      {tab === 'headers' && <Headers mail={mail} />}
    </article>
  );
}

function HtmlPart({ html, subject }: { html: string; subject: string }) {
  const [showsRemote, setShowsRemote] = useState(false);
  const prepared = useMemo(() => prepareMailHtml(html, showsRemote), [html, showsRemote]);
  return (
    <>
      {prepared.blockedCount > 0 && (
        <p className="remote-notice">
          Pictures from elsewhere are not shown, so the sender does not learn that this was opened.
          <button type="button" className="button" onClick={() => setShowsRemote(true)}>
            Show remote content
          </button>
        </p>
      )}
      <iframe
        title={`E-mail: ${subject}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={prepared.html}
      />
    </>
  );
}

function Headers({ mail }: { mail: Mail }) {
  return (
    <dl className="mail-headers">
      {mail.headers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand twice, and none ever moves
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
