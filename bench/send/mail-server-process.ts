/** The mail server in a process of its own, as a real one is: what it does takes nothing from who sends. */

import { createRandom } from '../../src/statistics/random.ts';
import { startMailServer } from './mail-server.ts';

export interface MailServerOrder {
  readonly delayMs: number;
}

/** First its address, then on each question how many e-mails it took. */
export interface MailServerWord {
  readonly url: string;
  readonly mails: number;
}

process.on('disconnect', () => process.exit(0));
process.once('message', async ({ delayMs }: MailServerOrder) => {
  const server = await startMailServer({
    random: createRandom(1),
    delayMs: [delayMs, delayMs],
    shareOf451: 0,
  });
  const tell = () => process.send?.({ url: server.url, mails: server.mails() } satisfies MailServerWord);
  tell();
  process.on('message', tell);
});
