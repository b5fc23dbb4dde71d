/** Draws who is likely to buy a product, and the choices when a name could mean several. */

import type { Button, KnownBlock } from '@slack/types';
import type { ModelRun } from '../../domain/model-run.ts';
import { type AudienceCounts, describeCounts, type Estimate } from '../../domain/strategy.ts';
import { type Card, context, cut, fields, header, section, toCard } from './card.ts';
import { AUDIENCE_BUTTONS } from './draw-audience.ts';
import { count, day, oneLine, percent, plural, range } from './mrkdwn.ts';

export const PRODUCT_BUTTONS = { choose: 'predict_product', chooseAll: 'predict_products_all' } as const;

const CHOICES = 10;
const BUTTON_TEXT_LIMIT = 75;

export interface ProductView {
  readonly label: string;
  readonly contacts: number;
  readonly counts: AudienceCounts;
  readonly buyersOfAnything: Estimate;
  readonly buyers: Estimate | null;
  readonly hitRate: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  /** Contacts who ordered it in the outcome window before. */
  readonly buyersBefore: number;
  readonly likeliest: readonly { readonly label: string; readonly conversionProbability: number }[];
  readonly champion: ModelRun;
  readonly asOf: number;
  /** What the button drafts from. */
  readonly brief: string;
}

export function drawProduct(view: ProductView): Card {
  const { label, contacts, champion, counts, buyersOfAnything, buyers } = view;
  const days = plural(champion.outcomeWindowDays, 'day');
  return toCard(`${oneLine(label)}: ${plural(contacts, 'contact')} likely to buy it next`, [
    header(`Who will buy ${label}?`),
    context(`Within ${days} of ${day(view.asOf)}`),
    fields([
      [
        'Likely next buyers',
        `${plural(contacts, 'contact')}, with it among their five likeliest next products`,
      ],
      ['Can be mailed', describeCounts(counts)],
      ['Expected to buy it', sayBuyers(buyers)],
      ['Expected to order anything', sayEstimate(buyersOfAnything)],
      ['Bought it in the same time before', plural(view.buyersBefore, 'contact')],
    ]),
    section(`*Likeliest to order at all*\n${sayLikeliest(view)}`),
    context(sayTrust(view)),
    ...drawDraft(view),
  ]);
}

function sayBuyers(buyers: Estimate | null): string {
  return buyers === null
    ? 'not enough data: nobody has measured yet how often the next product is found'
    : sayEstimate(buyers);
}

function sayEstimate({ value, low, high }: Estimate): string {
  return `${value.toFixed(1)} (${range(low.toFixed(1), high.toFixed(1))})`;
}

function sayLikeliest({ likeliest }: ProductView): string {
  const lines = likeliest.map(
    ({ label, conversionProbability }) => `• ${oneLine(label)}: ${percent(conversionProbability)}`,
  );
  return lines.join('\n') || 'Nobody has it among their likeliest next products.';
}

function sayTrust({ hitRate }: ProductView): string {
  if (hitRate === null)
    return 'Expected orders hold chance only. How often the next product is found is measured once fifty contacts took something new at a later time than their first.';
  const { estimate, low, high } = hitRate;
  return `A rough figure: in the last night's test, which left out each contact's whole last order, one product of it that was new to them was among ten recommended ones in ${percent(estimate)} of cases (${range(percent(low), percent(high))}); that is shared evenly among them and multiplied by each contact's probability of ordering. Without any e-mail.`;
}

function drawDraft({ counts, brief }: ProductView): KnownBlock[] {
  if (counts.mailable === 0) return [];
  return [{ type: 'actions', elements: [button('Draft a campaign', AUDIENCE_BUTTONS.draft, brief)] }];
}

export interface Choice {
  readonly name: string;
  /** What the button carries: a product's id, or words that are understood. */
  readonly value: string;
}

/** Asks which of several is meant. `all`: words that mean all of them, or null when they are only near misses. */
export function drawChoices({
  words,
  choices,
  all,
}: {
  readonly words: string;
  readonly choices: readonly Choice[];
  readonly all: string | null;
}): Card {
  const shown = choices.slice(0, CHOICES);
  const text =
    all === null
      ? `Nothing is called “${oneLine(words)}”. Did you mean one of these?`
      : `“${oneLine(words)}” could be ${plural(choices.length, 'product')}. Which do you mean?`;
  const more = choices.length - shown.length;
  const elements = shown.map(({ name, value }, at) => button(name, `${PRODUCT_BUTTONS.choose}:${at}`, value));
  if (all !== null) elements.push(button(`All ${count(choices.length)}`, PRODUCT_BUTTONS.chooseAll, all));
  return toCard(text, [
    section(text),
    { type: 'actions', elements },
    ...(more > 0 ? [context(`And ${count(more)} more: name it in full.`)] : []),
  ]);
}

function button(text: string, id: string, value: string): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(text.trim() || 'Without a name', BUTTON_TEXT_LIMIT) },
    action_id: id,
    value,
  };
}
