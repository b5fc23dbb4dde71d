/** The local inbox, with real e-mails over real SMTP. */
import { createTransport } from 'nodemailer';
import { afterEach, expect, it } from 'vitest';
import { type Inbox, startInbox } from '../../demo/inbox/start-inbox.ts';
import { newFolder } from './workspace-builder.ts';

const open: Inbox[] = [];

async function start(...args: Parameters<typeof startInbox>): Promise<Inbox> {
  const inbox = await startInbox(...args);
  open.push(inbox);
  return inbox;
}

afterEach(async () => {
  for (const inbox of open.splice(0)) await inbox.close();
});

async function send(inbox: Inbox, subject: string): Promise<void> {
  const transport = createTransport(inbox.smtpUrl);
  await transport.sendMail({
    from: 'Candle & Co <hello@candle-and-co.example>',
    to: 'ann@customer.example',
    subject,
    text: 'Hello Ann,\nten percent off.',
    html: '<p>Hello <b>Ann</b>, <img src="cid:logo@x" alt="logo"></p>',
    attachments: [{ filename: 'logo.png', content: Buffer.from('picture'), cid: 'logo@x' }],
    headers: { 'List-Unsubscribe': '<http://127.0.0.1:3000/u/abc>' },
  });
  transport.close();
}

it('lists and opens an e-mail with text, HTML, inline picture and headers', async () => {
  const inbox = await start({ clock: () => 1_700_000_000_000 });
  const heard: string[] = [];
  inbox.onMail(({ subject }) => heard.push(subject));
  await send(inbox, 'We miss you – ä');
  expect(heard).toEqual(['We miss you – ä']);
  const [summary] = inbox.list();
  expect(summary).toMatchObject({
    to: 'ann@customer.example',
    preview: 'Hello Ann, ten percent off.',
    receivedAt: 1_700_000_000_000,
  });
  const mail = await inbox.get(String(summary?.id));
  expect(mail?.text).toContain('ten percent off');
  expect(mail?.html).toContain('src="data:');
  expect(mail?.headers).toContainEqual({ name: 'list-unsubscribe', value: '<http://127.0.0.1:3000/u/abc>' });
  expect(await inbox.get('nothing')).toBeUndefined();
});

it('has its e-mails back after a restart, the newest first', async () => {
  const dataDir = newFolder('inbox');
  let now = 1000;
  const before = await start({ dataDir, clock: () => now });
  await send(before, 'First');
  now = 2000;
  await send(before, 'Second');
  const listed = before.list();
  await before.close();
  open.splice(0);

  const after = await start({ dataDir });
  expect(after.list()).toEqual(listed);
  expect(after.list().map(({ subject }) => subject)).toEqual(['Second', 'First']);
  expect((await after.get(String(listed[1]?.id)))?.text).toContain('Hello Ann');
});
