/** Draws one contact: how likely to order, what next, and why, in words from that contact's own features. */

import type { Contact, Reachability } from '../../domain/contact.ts';
import type { Message } from '../../domain/message.ts';
import type { ModelRun, Score } from '../../domain/model-run.ts';
import { type Card, context, fields, header, section, toCard } from './card.ts';
import { drawOutlook, type OutlookView, sayWhatIf } from './draw-outlook.ts';
import { day, escapeText, modelName, moment, oneLine, percent, plural } from './mrkdwn.ts';

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
  readonly outlook: OutlookView;
  readonly currency: string;
  /** The one visit, order or click without which the model would say something else; null when it was not asked. */
  readonly whatIf: { readonly words: string; readonly now: number; readonly without: number } | null;
  /** The best next action, in words. */
  readonly advice: string;
}

export interface ReasonWords {
  readonly words: string;
  readonly effect: number;
}

export function drawContact(view: ContactView): Card {
  const { contact, score, champion } = view;
  const name = nameOf(contact);
  const probability = score.conversionProbability;
  const within = `within ${plural(score.outcomeWindowDays, 'day')}`;
  return toCard(`${oneLine(name)}: ${percent(probability)} probability of ordering ${within}`, [
    header(name),
    section(
      `Probability of ordering ${within}: *${percent(probability)}*, ${compare(probability, champion.metrics.baseRate)}.`,
    ),
    section(`*Best next action*\n${escapeText(view.advice)}`),
    drawOutlook(view),
    section(`*Speaks for an order*\n${drawReasons(view.raising)}`),
    section(`*Speaks against it*\n${drawReasons(view.lowering)}`),
    section(`*What if*\n${sayWhatIf(view.whatIf)}`),
    section(
      `*Likely next products*\n${view.nextProducts.map(drawProduct).join('\n') || 'Not enough data: no orders or views to go by.'}`,
    ),
    fields([
      ['E-mail', reachabilityWords(view)],
      [
        'Seen',
        `${plural(contact.eventCount, 'event')}, ${day(contact.firstSeenAt)} to ${day(contact.lastSeenAt)}`,
      ],
      [
        'Last e-mails from us',
        view.messages
          .map(({ state, sentAt }) => (sentAt === null ? state : `${state} ${moment(sentAt)}`))
          .join('\n') || 'none',
      ],
    ]),
    context(
      `By the ${modelName(champion.kind)}, from what was known on ${day(score.cutoff)}. Points are what the probability would lose (or gain) if this contact were typical in that one respect; they do not add up exactly.`,
    ),
  ]);
}

function drawProduct({ name, because }: ContactView['nextProducts'][number]): string {
  return because === null
    ? `• ${oneLine(name)}, popular with everybody`
    : `• ${oneLine(name)}, because of ${oneLine(because)}`;
}

function nameOf({ profile }: Contact): string {
  const full = [profile.firstName, profile.lastName]
    .filter((part) => part !== undefined)
    .join(' ')
    .trim();
  return full || profile.email || profile.userId || 'Somebody without a name';
}

function drawReasons(reasons: readonly ReasonWords[]): string {
  const points = (effect: number) => `${effect > 0 ? '+' : '−'}${Math.abs(effect * 100).toFixed(1)} points`;
  return (
    reasons.map(({ words, effect }) => `• ${escapeText(words)} (${points(effect)})`).join('\n') ||
    'Nothing out of the ordinary.'
  );
}

/** "more likely than most: 2.1 times the average of 3.5 %" */
function compare(probability: number, average: number): string {
  if (average === 0) return 'while nobody in the test set ordered';
  const ratio = probability / average;
  return `${likelihood(ratio)}: ${ratio.toFixed(1)} times the base rate of ${percent(average)}`;
}

function likelihood(ratio: number): string {
  if (ratio >= 3) return 'much more likely than most';
  if (ratio >= 1.3) return 'more likely than most';
  if (ratio >= 0.7) return 'about as likely as most';
  return 'less likely than most';
}

function reachabilityWords({ contact, reachability }: ContactView): string {
  const consent = contact.consents.email;
  if (reachability !== 'mailable') return `cannot be mailed: ${reachability}`;
  return consent === null
    ? 'can be mailed'
    : `can be mailed: consent by ${oneLine(consent.source)}, ${day(consent.at)}`;
}
