/** `/report`: what was sent, what came back, what it brought and what it added, for a week or one campaign. */

import type { App } from '@slack/bolt';
import { type Card, section } from '../src/adapters/slack/card.ts';
import { drawReport } from '../src/adapters/slack/draw-report.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { DAY } from '../src/domain/clock.ts';
import { AppError } from '../src/errors.ts';
import { ATTRIBUTION_WINDOW_DAYS } from '../src/feedback/create-feedback.ts';
import { reportCampaign } from '../src/feedback/report-campaign.ts';
import { reportWeek } from '../src/feedback/report-week.ts';
import { toRates } from '../src/gather-results.ts';
import { reportUplift } from '../src/optimize/report-uplift.ts';
import { commonCurrency } from '../src/strategize/common-currency.ts';
import { onCommand } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { readLastNight } from './read-last-night.ts';

/** More campaigns than a team begins in two weeks. */
const BEGUN = 200;
const HELP =
  '`/report` or `/report week` tells what the last seven days brought, beside the seven before.\n`/report 12` does so for campaign 12.';

export function registerReport(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, { name: '/report', answer: ({ text }) => answerReport(parts, text) });
}

/** The week's report, or a campaign's. Throws `invalid` and `not_found` on another word or number. */
export async function answerReport(parts: CommandParts, text: string): Promise<Card> {
  if (text === 'help') return { text: HELP, blocks: [section(HELP)] };
  if (/^(?:(?:the |this |last )?week)?$/i.test(text)) return drawWeek(parts);
  const number = /^(?:campaign )?#?(\d{1,9})$/i.exec(text)?.[1];
  if (number === undefined)
    throw new AppError('invalid', `There is no report on “${oneLine(text)}”.\n${HELP}`);
  const campaign = await parts.stores.campaigns.get(Number(number));
  if (campaign === null)
    throw new AppError('not_found', `There is no campaign ${number}. \`/campaign\` lists them.`);
  if (campaign.sendStartedAt === null)
    throw new AppError(
      'conflict',
      `Campaign ${number} has sent nothing yet, so there is nothing to report. \`/campaign ${number}\` shows it.`,
    );
  return drawOne(parts, campaign, campaign.sendStartedAt);
}

async function drawWeek(parts: CommandParts): Promise<Card> {
  const { stores, clock } = parts;
  const now = clock.now();
  const begun = await stores.campaigns.list(['sending', 'paused', 'sent', 'stopped'], BEGUN);
  for (const campaign of begun.filter((one) => isLate(one, now)))
    await stores.outcomes.attributeOrders(ATTRIBUTION_WINDOW_DAYS, { campaignId: campaign.id });
  const { week, before } = await reportWeek(stores.outcomes, begun, now);
  return drawReport({
    title: 'The last 7 days',
    ...week,
    rates: toRates(week.rates),
    before: { counts: before.counts, rates: toRates(before.rates) },
    ...(await gatherShared(parts, week.campaigns)),
  });
}

async function drawOne(parts: CommandParts, campaign: Campaign, startedAt: number): Promise<Card> {
  await parts.stores.outcomes.attributeOrders(ATTRIBUTION_WINDOW_DAYS, { campaignId: campaign.id });
  const counts = await parts.stores.outcomes.counts(campaign.id);
  return drawReport({
    title: `Campaign ${campaign.number}: ${campaign.strategy.title}`,
    from: startedAt,
    to: campaign.finishedAt ?? parts.clock.now(),
    counts,
    rates: toRates(reportCampaign(counts)),
    before: null,
    ...(await gatherShared(parts, [campaign])),
  });
}

async function gatherShared(parts: CommandParts, campaigns: readonly Campaign[]) {
  const { stores, clock } = parts;
  const now = clock.now();
  const uplifts = [];
  for (const { id, number, strategy, sendStartedAt } of campaigns) {
    const arms = await stores.outcomes.arms(id, strategy.outcomeWindowDays, now);
    const windowEndsAt = (sendStartedAt ?? now) + strategy.outcomeWindowDays * DAY;
    uplifts.push({ number, title: strategy.title, words: reportUplift(arms, { now, windowEndsAt }).words });
  }
  return {
    uplifts,
    currency: commonCurrency(await stores.products.all()),
    conversionWindowDays: ATTRIBUTION_WINDOW_DAYS,
    champion: await stores.modelRuns.champion(),
    leftAlone: (await readLastNight(parts)).leftAlone,
  };
}

/** Whether e-mails of the last two weeks may be its own. */
function isLate({ finishedAt }: Campaign, now: number): boolean {
  return finishedAt === null || finishedAt > now - 14 * DAY;
}
