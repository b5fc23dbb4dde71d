/** Draws the ranked campaigns: what waits, what runs, what was sent. */

import type { KnownBlock } from '@slack/types';
import { type Campaign, type CampaignState, WAITING_STATES } from '../../domain/campaign.ts';
import { describeCounts, type Strategy } from '../../domain/strategy.ts';
import { type Card, context, cut, header, section, toCard } from './card.ts';
import { openButton } from './draw-lifecycle.ts';
import { escapeText, money, oneLine, plural, range } from './mrkdwn.ts';

const GROUPS: readonly (readonly [string, readonly CampaignState[]])[] = [
  ['Waiting for approval, best first', ['proposed', 'half approved']],
  ['Waiting for changes', ['draft']],
  ['Running', ['approved', 'sending', 'paused']],
  ['Done', ['sent', 'stopped']],
];
const SHOWN_A_GROUP = 8;
/** Eight rows of more would be no list any more. */
const ROW_LIMIT = 1_500;
const REASON_LIMIT = 600;

/** A strategy as the list shows it. */
type ListedStrategy = Pick<
  Strategy,
  'title' | 'reason' | 'counts' | 'expectedOrders' | 'expectedRevenueCents' | 'currency'
>;

export interface LastNight {
  /** Strategies that nobody can be mailed for yet. */
  readonly unsendable: readonly ListedStrategy[];
  /** Of each kind that nobody fits, why. */
  readonly skipped: readonly string[];
}

export function drawCampaignList(campaigns: readonly Campaign[], { unsendable, skipped }: LastNight): Card {
  const blocks: KnownBlock[] = [header('Campaigns')];
  for (const [title, states] of GROUPS) {
    const inGroup = campaigns.filter(({ state }) => states.includes(state)).sort(byNightAndRank);
    if (inGroup.length === 0) continue;
    blocks.push(section(`*${title}*`), ...inGroup.slice(0, SHOWN_A_GROUP).map(drawRow));
    if (inGroup.length > SHOWN_A_GROUP)
      blocks.push(
        context(`_and ${inGroup.length - SHOWN_A_GROUP} more: open them by number, \`/campaign 12\`._`),
      );
  }
  if (unsendable.length > 0)
    blocks.push(
      section('*Cannot be sent yet: nobody in it can be mailed*'),
      ...unsendable.map((strategy) => section(`*${oneLine(strategy.title)}*\n${describe(strategy)}`)),
      context(
        'They become campaigns once Flywheel knows an e-mail address of these customers, and that they agree to get e-mail: whoever connected your shop can send both.',
      ),
    );
  if (blocks.length === 1)
    blocks.push(
      section(
        'There is no campaign yet: the next night proposes some once there is a model and somebody who may be mailed.',
      ),
    );
  if (skipped.length > 0)
    blocks.push(context(`Not proposed last night. ${skipped.map(escapeText).join(' · ')}`));
  if (campaigns[0] !== undefined)
    blocks.push(context(`Open one with its button, or by its number: \`/campaign ${campaigns[0].number}\`.`));
  const waiting = campaigns.filter(({ state }) => WAITING_STATES.includes(state)).length;
  return toCard(`Campaigns: ${plural(waiting, 'waits', 'wait')} for approval`, blocks);
}

/** The newest night first; a night numbers its campaigns in the order in which it ranked them. */
function byNightAndRank(a: Campaign, b: Campaign): number {
  return b.strategy.createdAt - a.strategy.createdAt || a.number - b.number;
}

function drawRow({ number, strategy, state }: Campaign): KnownBlock {
  return {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: cut(
        `*${number}. ${oneLine(strategy.title)}*${state === 'proposed' || state === 'draft' ? '' : ` · ${state}`}\n${describe(strategy)}`,
        ROW_LIMIT,
      ),
    },
    accessory: openButton(number, 'Open'),
  };
}

function describe({
  reason,
  counts,
  expectedOrders,
  expectedRevenueCents,
  currency,
}: ListedStrategy): string {
  const { value, low, high } = expectedOrders;
  const orders = `${value.toFixed(1)} (${range(low.toFixed(1), high.toFixed(1))})`;
  return `${escapeText(cut(reason, REASON_LIMIT))}\n${describeCounts(counts)}\nExpected: orders ${orders}, revenue ${money(expectedRevenueCents.value, currency)}`;
}
