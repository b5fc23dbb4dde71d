/** Draws one contact: how likely to order, what next, and why, in words from that contact's own features. */

import type { Contact, Reachability } from '../../domain/contact.ts';
import type { Message } from '../../domain/message.ts';
import type { ModelRun, Score } from '../../domain/model-run.ts';
import { type Card, context, fields, header, section } from './card.ts';
import { day, escapeText, moment, percent, plural } from './mrkdwn.ts';

export interface ContactView {
  readonly contact: Contact;
  readonly score: Score;
  readonly champion: ModelRun;
  readonly reachability: Reachability;
  /** Reasons in words, those that raise the probability and those that lower it. */
  readonly raising: readonly ReasonWords[];
  readonly lowering: readonly ReasonWords[];
  readonly nextProducts: readonly { readonly name: string; readonly because: string | null }[];
  readonly messages: readonly Message[];
}

export interface ReasonWords {
  readonly words: string;
  readonly effect: number;
}

export function drawContact(view: ContactView): Card {
  const { contact, score, champion } = view;
  const name = nameOf(contact);
  const probability = score.conversionProbability;
  const ratio = probability / champion.metrics.baseRate;
  return {
    text: `${name}: ${percent(probability)} likely to order within ${score.outcomeWindowDays} days`,
    blocks: [
      header(name),
      section(
        `*${percent(probability)}* likely to order within ${score.outcomeWindowDays} days from ${day(score.cutoff)}: ${likelihood(ratio)} (${ratio.toFixed(1)} times the base rate of ${percent(champion.metrics.baseRate)}).`,
      ),
      section(`*Speaks for it*\n${drawReasons(view.raising)}`),
      section(`*Speaks against it*\n${drawReasons(view.lowering)}`),
      section(
        `*Likely next products*\n${view.nextProducts.map((product) => `• ${escapeText(product.name)} _(${product.because === null ? 'popular with everybody' : `bought or looked at: ${escapeText(product.because)}`})_`).join('\n') || '_not enough data: no orders or views to go by_'}`,
      ),
      fields([
        ['E-mail', reachabilityWords(view)],
        [
          'Seen',
          `${plural(contact.eventCount, 'event')}, ${day(contact.firstSeenAt)} to ${day(contact.lastSeenAt)}`,
        ],
        [
          'Last messages',
          view.messages
            .map(({ state, sentAt }) => (sentAt === null ? state : `${state} ${moment(sentAt)}`))
            .join('\n') || 'none',
        ],
      ]),
      context(
        `By ${champion.kind}, as of ${day(score.cutoff)}. An effect is what the probability would lose (or gain) if this contact were typical in that one respect; effects do not add up exactly.`,
      ),
    ],
  };
}

function nameOf({ profile }: Contact): string {
  const full = [profile.firstName, profile.lastName].filter((part) => part !== undefined).join(' ');
  return full || profile.email || profile.userId || 'Somebody without a name';
}

function drawReasons(reasons: readonly ReasonWords[]): string {
  const points = (effect: number) => `${effect > 0 ? '+' : '−'}${Math.abs(effect * 100).toFixed(1)} points`;
  return (
    reasons.map(({ words, effect }) => `• ${escapeText(words)} (${points(effect)})`).join('\n') ||
    '_nothing out of the ordinary_'
  );
}

function likelihood(ratio: number): string {
  if (ratio >= 3) return 'very likely';
  if (ratio >= 1.3) return 'more likely than most';
  if (ratio >= 0.7) return 'about as likely as most';
  return 'less likely than most';
}

function reachabilityWords({ contact, reachability }: ContactView): string {
  const consent = contact.consents.email;
  if (reachability !== 'mailable') return `not mailable: ${reachability}`;
  return consent === null
    ? 'mailable'
    : `mailable: consent by ${escapeText(consent.source)}, ${day(consent.at)}`;
}
