/** The few pages that a customer sees: plain, accessible, and without anything loaded from elsewhere. */

import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f7; color: #1f2933;
  font: 17px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { background: #fff; border-radius: 12px; padding: 2rem; margin: 1rem; max-width: 30rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .15); }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
p { margin: 0 0 1rem; }
label { display: flex; gap: .75rem; align-items: flex-start; margin: 0 0 1rem; }
input { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; flex: none; }
button { font: inherit; font-weight: 600; border: 0; border-radius: 8px; padding: .7rem 1.4rem; cursor: pointer;
  background: #1d4ed8; color: #fff; }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #93b4ff; outline-offset: 2px; }
code { font: .9em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; background: #eef0f3;
  border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere; }
footer { font-size: .85rem; color: #52606d; }
@media (prefers-color-scheme: dark) {
  body { background: #14181d; color: #e4e7eb; } main { background: #1f262d; } code { background: #2b343d; } footer { color: #9aa5b1; } a { color: #93b4ff; }
}`;

/** Only our own style, only forms to ourselves, no scripts, no frames. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface MailPage {
  readonly status: number;
  readonly title: string;
  /** HTML of ours; whatever is not ours has gone through escapeHtml. */
  readonly body: string;
  readonly shopName: string;
}

/** Answers with a page that is kept by no cache, found by no search engine, and whose address no other site is told. */
export function sendPage(reply: FastifyReply, { status, title, body, shopName }: MailPage): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
    })
    .send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
<footer>${escapeHtml(shopName)}</footer>
</main>
</body>
</html>
`);
}

/** The page for a link that is not ours, was cut off, or belongs to what was deleted. */
export function sendUnknownLink(reply: FastifyReply, shopName: string): FastifyReply {
  return sendPage(reply, {
    status: 404,
    title: 'This link does not work',
    body: '<p>It may have been cut off, or it is too old. Open it from the e-mail itself, or write to us by answering that e-mail.</p>',
    shopName,
  });
}

/** Text for HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
