/** Draws one contact: how likely to order, what next, and why, in words from that contact's own features. */

import type { KnownBlock } from '@slack/types';
import type { Contact, Reachability } from '../../domain/contact.ts';
import type { Message } from '../../domain/message.ts';
import type { ModelRun, Score } from '../../domain/model-run.ts';
import { type Card, context, fields, header, section, toCard } from './card.ts';
import { type HeadsView, sayHeadsTrust } from './draw-heads.ts';
import { drawLifetime, type LifetimeView } from './draw-lifetime.ts';
import { drawOutlook, type OutlookView, sayWhatIf } from './draw-outlook.ts';
import { day, escapeText, modelName, moment, oneLine, percent, plural } from './mrkdwn.ts';

export interface ContactView {
  readonly contact: Contact;
  /** Why there is none, in words, until a model has scored this contact. */
  readonly prediction: PredictionView | { readonly missing: string };
  readonly reachability: Reachability;
  readonly messages: readonly Message[];
  readonly outlook: OutlookView;
  readonly lifetime: LifetimeView;
  /** What is foretold besides an order; null where nothing is. */
  readonly heads: HeadsView | null;
  /** Up to when the outlook was counted, epoch milliseconds. */
  readonly asOf: number;
  /** Whether it ordered or looked at anything. */
  readonly hasMet: boolean;
  /** What is popular in the shop, for a contact who has met no product; null for any other. */
  readonly popular: {
    readonly names: readonly string[];
    readonly days: number;
    readonly until: number;
  } | null;
  readonly currency: string;
  /** The best next action, in words. */
  readonly advice: string;
}

export interface PredictionView {
  readonly score: Score;
  readonly champion: ModelRun;
  /** Reasons in words, those that raise the probability and those that lower it. */
  readonly raising: readonly ReasonWords[];
  readonly lowering: readonly ReasonWords[];
  readonly nextProducts: readonly { readonly name: string; readonly because: string | null }[];
  /** The one visit, order or click without which the model would say something else; null when it was not asked. */
  readonly whatIf: { readonly words: string; readonly now: number; readonly without: number } | null;
}

export interface ReasonWords {
  readonly words: string;
  readonly effect: number;
}

export function drawContact(view: ContactView): Card {
  return 'missing' in view.prediction
    ? drawUnpredicted(view, view.prediction.missing)
    : drawPredicted(view, view.prediction);
}

function drawPredicted(view: ContactView, prediction: PredictionView): Card {
  const { score, champion } = prediction;
  const name = nameOf(view.contact);
  const probability = score.conversionProbability;
  const within = `within ${plural(score.outcomeWindowDays, 'day')}`;
  const trust = view.heads && sayHeadsTrust(view.heads);
  return toCard(`${oneLine(name)}: ${percent(probability)} probability of ordering ${within}`, [
    header(name),
    section(
      `Probability of ordering ${within}: *${percent(probability)}*, ${compare(probability, champion.metrics.baseRate)}.`,
    ),
    section(`*Best next action*\n${escapeText(view.advice)}`),
    drawOutlook(view.outlook, { ...view, outcomeWindowDays: score.outcomeWindowDays }),
    ...(trust === null ? [] : [context(trust)]),
    ...drawLifetime(view.lifetime, view.currency),
    section(`*Speaks for an order*\n${drawReasons(prediction.raising)}`),
    section(`*Speaks against it*\n${drawReasons(prediction.lowering)}`),
    section(`*What if*\n${sayWhatIf(prediction.whatIf)}`),
    drawNext(view, prediction.nextProducts),
    drawContactFacts(view),
    context(
      `By the ${modelName(champion.kind)}, from what was known on ${day(score.cutoff)}. Points are what the probability would lose (or gain) if this contact were typical in that one respect; they do not add up exactly.`,
    ),
  ]);
}

/** All that is known without a model. */
function drawUnpredicted(view: ContactView, missing: string): Card {
  const name = nameOf(view.contact);
  return toCard(`${oneLine(name)}: how likely an order is cannot be said yet`, [
    header(name),
    section(`*How likely an order is cannot be said yet*\n${escapeText(missing)}`),
    section(`*Best next action*\n${escapeText(view.advice)}`),
    drawOutlook(view.outlook, { ...view, outcomeWindowDays: null }),
    ...drawLifetime(view.lifetime, view.currency),
    ...(view.popular === null ? [] : [drawNext(view, [])]),
    drawContactFacts(view),
  ]);
}

/** What is likely next, or what is popular with others, which is said in other words. */
function drawNext({ popular, hasMet }: ContactView, next: PredictionView['nextProducts']): KnownBlock {
  if (next.length > 0) return section(`*Likely next products*\n${next.map(drawProduct).join('\n')}`);
  if (popular === null)
    return section(
      `*Likely next products*\nNot enough data: ${hasMet ? 'too few customers went on from what this contact ordered or looked at to something that is in stock.' : 'this contact ordered and looked at nothing, and too little sells to say what is popular.'}`,
    );
  const names = popular.names.map((name) => `• ${oneLine(name)}`).join('\n');
  return section(
    `*Popular in the shop*\n${names}\nWhat most contacts ordered in the ${plural(popular.days, 'day')} up to ${day(popular.until)}; of as many, what more looked at. Nothing is known that this contact ordered or looked at, so none of it is chosen for this contact.`,
  );
}

function drawContactFacts(view: ContactView): KnownBlock {
  const { contact, messages } = view;
  return fields([
    ['E-mail', reachabilityWords(view)],
    [
      'Seen',
      `${plural(contact.eventCount, 'event')}, ${day(contact.firstSeenAt)} to ${day(contact.lastSeenAt)}`,
    ],
    [
      'Last e-mails from us',
      messages
        .map(({ state, sentAt }) => (sentAt === null ? state : `${state} ${moment(sentAt)}`))
        .join('\n') || 'none',
    ],
  ]);
}

function drawProduct({ name, because }: PredictionView['nextProducts'][number]): string {
  if (because === name) return `• ${oneLine(name)}, looked at already`;
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
