/** Starts approved campaigns and sends what is due. */

import type { TenantApp as App } from '../src/app.ts';
import { isDue } from '../src/domain/campaign.ts';
import { AppError } from '../src/errors.ts';
import type { Job } from './job.ts';

/** More campaigns at once than a team can approve. */
const AT_ONCE = 1_000;

export const deliver: Job = {
  name: 'deliver',
  summary: 'start approved campaigns and send what is due',
  schedule: { every: 'minute' },
  isNeeded: hasWork,
  async run(app, { say, signal }) {
    const before = await app.stores.campaigns.list(['approved', 'sending'], AT_ONCE);
    const result = await app.deliver({ signal, onProgress: ({ sent }) => say(`${sent} sent`) });
    for (const { number } of before) await tellIfSent(app, number);
    if (result.unreachable !== null && result.sent === 0)
      throw new AppError(
        'unavailable',
        `The mail server cannot be reached (${result.unreachable}). Nothing is lost: ${result.remaining} messages wait and are tried again. Check SMTP_URL.`,
      );
    return { ...result };
  },
};

/** Says that a campaign is through; Slack being away changes nothing about that. */
async function tellIfSent({ stores, notifier, log }: App, number: number): Promise<void> {
  const campaign = await stores.campaigns.get(number);
  if (campaign?.state !== 'sent' || notifier === null) return;
  const { sent, failed, unknown, suppressed } = await stores.outbox.counts(campaign.id);
  const others = [
    [failed, 'refused by the mail server'],
    [unknown, 'in doubt'],
    [suppressed, 'left out, as they unsubscribed or bounced'],
  ] as const;
  const rest = others.flatMap(([count, words]) => (count === 0 ? [] : `, ${count} ${words}`)).join('');
  const text = `Campaign ${number} is through: ${sent} e-mails sent${rest}. /campaign ${number} shows what comes back.`;
  await notifier
    .tell({ kind: 'campaign changed', campaign, text })
    .catch((err) =>
      log.error({ err, campaign: number }, 'Slack could not be told that a campaign is through'),
    );
}

/** What can still be undone, and what waits for its next attempt, is no work yet; a campaign with nothing left to wait for has to be ended. */
async function hasWork({ stores, clock, config }: App): Promise<boolean> {
  if (config.mail === null) return false;
  const approved = await stores.campaigns.list(['approved'], AT_ONCE);
  if (approved.some((campaign) => isDue(campaign, clock.now()))) return true;
  const dueAt = await stores.outbox.nextDueAt();
  if (dueAt !== null) return dueAt <= clock.now();
  return (await stores.campaigns.list(['sending'], 1)).length > 0;
}
