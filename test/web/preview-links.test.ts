/** The footers of previews and test e-mails: pages that answer, say what they are, and act for nobody. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { startSeveral } from '../support/open-several.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { startMailServer } from './mail-server.ts';

const PATHS = ['/u/preview', '/preferences/preview'];

describe('the links of an e-mail that no customer got', () => {
  it('answer with what they would do, also to a provider that posts, and change nothing', async () => {
    const server = await startMailServer();
    onTestFinished(() => server.close());
    const { id } = await server.shop.addContact('ann');
    await addSentMessage(server.shop, id);
    const click = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    for (const path of PATHS)
      for (const request of [{ method: 'GET' }, { method: 'HEAD' }, click]) {
        const answer = await server.ask(path, request);
        expect(answer.status).toBe(200);
        const page = await answer.text();
        if (request.method !== 'HEAD') expect(page).toMatch(/This is a preview.*Tea &amp; &lt;Co&gt;/s);
        expect(page).not.toContain('<form');
      }
    expect(await server.shop.stores.contacts.reachabilityOf(id)).toBe('mailable');
  });

  it('answer where several workspaces share one address, though they name none of them', async () => {
    const { url } = await startSeveral();
    for (const path of PATHS) expect((await fetch(`${url}${path}`, { method: 'HEAD' })).status).toBe(200);
  });
});
