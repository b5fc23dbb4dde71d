/** Starts approved campaigns and sends what is due. */

import type { App } from '../src/app.ts';
import { AppError } from '../src/errors.ts';
import type { Job } from './job.ts';

export const deliver: Job = {
  name: 'deliver',
  summary: 'start approved campaigns and send what is due',
  schedule: { every: 'minute' },
  isNeeded: hasWork,
  async run(app, { say, signal }) {
    const result = await app.deliver({ signal, onProgress: ({ sent }) => say(`${sent} sent`) });
    if (result.unreachable !== null && result.sent === 0)
      throw new AppError(
        'unavailable',
        `The mail server cannot be reached (${result.unreachable}). Nothing is lost: ${result.remaining} messages wait and are tried again. Check SMTP_URL.`,
      );
    return { ...result };
  },
};

async function hasWork({ stores, clock, config }: App): Promise<boolean> {
  if (config.mail === null) return false;
  const dueAt = await stores.outbox.nextDueAt();
  if (dueAt !== null && dueAt <= clock.now()) return true;
  return (await stores.campaigns.list(['approved', 'sending'], 1)).length > 0;
}
