/** Reminds approvers of what waits for them, ends what nobody decided on, and tells what came back, each once. */

import type { TenantApp as App } from '../src/app.ts';
import { AFTER_EXPIRY } from '../src/approve/describe-expired.ts';
import { expireCampaigns } from '../src/approve/expire-campaigns.ts';
import { findReminder } from '../src/approve/find-reminders.ts';
import { type Campaign, type CampaignState, threadOf, WAITING_STATES } from '../src/domain/campaign.ts';
import { DAY, HOUR } from '../src/domain/clock.ts';
import type { Notice, Place } from '../src/domain/notifier.ts';
import { findResultMoment } from '../src/feedback/find-result-moment.ts';
import { gatherResults } from '../src/gather-results.ts';
import type { Job } from './job.ts';

const EXPIRING: readonly CampaignState[] = ['draft', ...WAITING_STATES, 'approved'];
const BEGUN: readonly CampaignState[] = ['sending', 'paused', 'sent', 'stopped'];
/** More than a team can read. */
const LOOKED_AT = 200;
/** What Slack did not take, or whoever told it did not live to note, is tried again after this. */
const TRY_AGAIN = HOUR;

export const followUp: Job = {
  name: 'follow-up',
  summary: 'remind approvers, let proposals expire, and tell what came back of campaigns',
  schedule: { every: 'minute' },
  isNeeded: async (app) => (await findExpired(app)).length > 0 || (await findOpenTellings(app)).length > 0,
  async run(app, { signal }) {
    const expired = await expireCampaigns({ campaigns: app.stores.campaigns, clock: app.clock });
    const open = await findOpenTellings(app);
    let told = 0;
    for (const telling of open) if (!signal.aborted && (await tellOnce(app, telling))) told += 1;
    return { expired: expired.length, told };
  },
};

/** Something to be told at one place. */
interface Telling {
  readonly key: string;
  /** Undefined: the team's channel. */
  readonly place: Place | undefined;
  readonly notice: () => Promise<Notice>;
}

async function findExpired({ stores, clock }: App): Promise<readonly Campaign[]> {
  const open = await stores.campaigns.list(EXPIRING, LOOKED_AT);
  return open.filter(({ expiresAt }) => expiresAt <= clock.now());
}

async function findOpenTellings(app: App): Promise<Telling[]> {
  const { stores, clock, notifier } = app;
  if (notifier === null) return [];
  const now = clock.now();
  const channel = await notifier.channel();
  const tellings: Telling[] = [];
  for (const campaign of await stores.campaigns.list(WAITING_STATES, LOOKED_AT)) {
    const share = findReminder(campaign, now);
    if (share === null) continue;
    const thread = findThread(campaign, channel);
    tellings.push(...reminders(campaign, { share, thread, approvers: await notifier.approvers() }));
  }
  // Whoever ended it: this job, the night, or the delivery that came too late.
  for (const campaign of await stores.campaigns.list(['expired'], LOOKED_AT))
    if (now - (campaign.decision?.at ?? 0) < DAY) tellings.push(tellingOfEnd(campaign));
  for (const campaign of await stores.campaigns.list(BEGUN, LOOKED_AT))
    tellings.push(...resultsOf(app, campaign, { now, place: findThread(campaign, channel) }));
  const open = new Set(
    await stores.tellings.open(
      tellings.map(({ key }) => key),
      now,
    ),
  );
  return tellings.filter(({ key }) => open.has(key));
}

interface Reminding {
  readonly share: number;
  readonly thread: Place | undefined;
  readonly approvers: readonly string[];
}

/** To each approver by themselves, and in the thread under the team's card. */
function reminders(campaign: Campaign, { share, thread, approvers }: Reminding): Telling[] {
  const notice = async (): Promise<Notice> => ({ kind: 'campaign waits', campaign });
  const key = `reminder ${campaign.id} ${share}`;
  return [
    ...approvers.map((channel) => ({ key: `${key} ${channel}`, place: { channel }, notice })),
    ...(thread === undefined ? [] : [{ key: `${key} thread`, place: thread, notice }]),
  ];
}

/** In the thread under the team's card, else in its channel: what a campaign brought is the team's, whoever looked at it first. */
function resultsOf(
  app: App,
  campaign: Campaign,
  { now, place }: { readonly now: number; readonly place: Place | undefined },
): Telling[] {
  const moment = findResultMoment(campaign, now);
  if (moment === null) return [];
  return [
    {
      key: `results ${campaign.id} ${moment.hours}`,
      place,
      notice: async () => ({
        kind: 'campaign results',
        campaign,
        ...moment,
        results: await gatherResults(app, campaign, campaign.sendStartedAt!),
      }),
    },
  ];
}

function tellingOfEnd(campaign: Campaign): Telling {
  const text = `Campaign ${campaign.number}, “${campaign.strategy.title}”, has expired unsent: nobody approved and started it in time. ${AFTER_EXPIRY}`;
  const notice = async (): Promise<Notice> => ({ kind: 'campaign changed', campaign, text });
  return { key: `expired ${campaign.id}`, place: undefined, notice };
}

/** Under the first card in the team's channel; a card in a conversation or another channel is for who opened it there. */
function findThread({ cards }: Campaign, channel: string): Place | undefined {
  const card = cards.find((one) => one.channel === channel);
  return card && { channel, threadTs: threadOf(card) };
}

/** False when somebody else tells it, or Slack did not take it. */
async function tellOnce({ stores, clock, notifier, log }: App, telling: Telling): Promise<boolean> {
  const { key, place, notice } = telling;
  const now = clock.now();
  if (notifier === null) return false;
  if ((await stores.tellings.claim([key], { now, leaseUntil: now + TRY_AGAIN })).length === 0) return false;
  try {
    await notifier.tell(await notice(), place);
    await stores.tellings.finish([key], clock.now());
    return true;
  } catch (err) {
    log.error({ err }, 'a reminder or a result could not be told; it is tried again in an hour');
    return false;
  }
}
