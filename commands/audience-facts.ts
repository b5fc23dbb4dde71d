/** What words about an audience are understood with: catalogue, money, base rate, open campaigns, and where the data end. */

import type { AudienceRule } from '../src/domain/audience.ts';
import { type Campaign, OPEN_STATES, WAITING_STATES } from '../src/domain/campaign.ts';
import { DAY } from '../src/domain/clock.ts';
import type { HeadsReport } from '../src/domain/heads-report.ts';
import type { TraitFacts } from '../src/strategize/audience/read-trait.ts';
import { commonCurrency } from '../src/strategize/common-currency.ts';
import type { CommandParts } from './command-parts.ts';
import { findLeaving, learntHeads, readLastNight } from './read-last-night.ts';

/** Data that end within a day are live: the present is what periods are counted back from. */
const LIVE_WITHIN = DAY;
const CAMPAIGNS = 200;

export interface AudienceFacts extends TraitFacts {
  readonly today: number;
  /** Periods are counted back from it: now, or where the data end. */
  readonly asOf: number;
  /** Proposed, waiting for changes, approved or sending. */
  readonly open: readonly Campaign[];
  /** Ids of those of which an e-mail is on its way. */
  readonly sending: ReadonlySet<string>;
}

export async function gatherAudienceFacts(parts: CommandParts): Promise<AudienceFacts> {
  const { stores, clock } = parts;
  const products = await stores.products.all();
  const today = clock.now();
  const last = await stores.events.lastEventAt();
  const open = await stores.campaigns.list(OPEN_STATES, CAMPAIGNS);
  return {
    products,
    currency: commonCurrency(products),
    baseRate: (await stores.modelRuns.champion())?.metrics.baseRate ?? null,
    leavingHorizonDays: leavingHorizon(learntHeads(await readLastNight(parts))),
    today,
    asOf: last === null || today - last <= LIVE_WITHIN ? today : last,
    open,
    sending: new Set(
      open.filter(({ state }) => !WAITING_STATES.includes(state) && state !== 'draft').map(({ id }) => id),
    ),
  };
}

/** Null where it is not foretold who leaves: then nobody has a risk of it. */
function leavingHorizon(heads: HeadsReport | null): number | null {
  return heads === null || (findLeaving(heads)?.serves ?? null) === null ? null : heads.horizonDays;
}

/** Everybody whom the rule is true of. */
export function matchAudience({ stores }: CommandParts, rule: AudienceRule, { asOf, open }: AudienceFacts) {
  return stores.audiences.match(rule, { now: asOf, campaignIds: open.map(({ id }) => id) });
}
