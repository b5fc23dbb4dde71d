/** Understands what a campaign is to be, by rule: goal, whom, which products, which offer, by when. */

import type { AudienceRule, ProductSet } from '../../domain/audience.ts';
import type { Offer } from '../../domain/offer.ts';
import type { StrategyKind } from '../../domain/strategy.ts';
import { lookUp } from '../audience/read-object.ts';
import type { TraitFacts } from '../audience/read-trait.ts';
import { toPlain } from '../audience/reader.ts';
import { sayUnknown, understandAudience } from '../audience/understand-audience.ts';
import { DEADLINE, readDeadline } from './read-deadline.ts';
import { readOffer, type WantedOffer } from './read-offer.ts';

export interface Brief {
  readonly goal: StrategyKind;
  /** Null when nobody was named, or not understood. */
  readonly rule: AudienceRule | null;
  /** What the e-mail shows; null: what each contact is likely to want next. */
  readonly products: ProductSet | null;
  readonly offer: WantedOffer | null;
  /** Epoch milliseconds; null when none was given. */
  readonly deadline: number | null;
  readonly assumptions: readonly string[];
  /** While there are any, nothing should be proposed. */
  readonly notUnderstood: readonly string[];
}

export interface BriefFacts extends TraitFacts {
  readonly offers: readonly Offer[];
  readonly now: number;
}

const GOALS: readonly (readonly [RegExp, StrategyKind])[] = [
  [/\b(?:win[ -]?back|bring back|re-?activate|re-?engage)\b/, 'win back'],
  [/\b(?:cross-?sell|up-?sell)(?: to)?\b/, 'cross-sell'],
  [
    /\b(?:replenish|restock|remind(?: to (?:re-?order|restock|refill))?|re-?order reminder(?: for| to)?)\b/,
    'replenish',
  ],
  [/\b(?:nurture|welcome|thank)\b/, 'nurture'],
];
const TO_REORDER = /\bto (?:re-?order|restock|refill|buy again|come back)\b/;
/** Says only that there is to be a campaign. */
const WRITE_TO =
  /^[ ,]*(?:please )?(?:write(?: an e-?mail)? to|send (?:an e-?mail )?to|e-?mail|mail|message|contact|reach|target|for)\b/;
/** "sell candles to ...". */
const SELL = /^(?:please )?(?:sell|promote|announce|recommend|advertise|feature) (.+?) to (?=\S)/;
const NO_OFFER = /\b(?:with(?:out| no)|no) (?:any |an? )?(?:discount|offer|coupon)s?\b/;

/** Pure: the same words and facts give the same brief. */
export function understandBrief(text: string, facts: BriefFacts): Brief {
  const notes: Notes = { assumptions: [], notUnderstood: [] };
  const noOffer = cutOut(toPlain(text), NO_OFFER);
  const offer = takeOffer(noOffer.rest, facts, notes);
  const deadline = takeDeadline(offer.rest, facts, notes);
  const sold = takeProducts(deadline.rest, facts, notes);
  const goal = takeGoal(sold.rest);
  const audience = understandAudience(goal.rest.replaceAll(/[.!]+(?=\s|$)/g, ' '), facts);
  if (audience.rule === null && audience.notUnderstood.length === 0)
    notes.notUnderstood.push('nobody is named: say who should get it, such as “candle buyers”');
  return {
    goal: goal.kind ?? guessGoal(audience.rule, notes),
    rule: audience.rule,
    products: sold.products ?? onlyProducts(audience.rule),
    offer: offer.wanted,
    deadline: deadline.at,
    assumptions: [...notes.assumptions, ...audience.assumptions],
    notUnderstood: [...notes.notUnderstood, ...audience.notUnderstood],
  };
}

interface Notes {
  readonly assumptions: string[];
  readonly notUnderstood: string[];
}

function cutOut(
  text: string,
  pattern: RegExp | string,
): { readonly rest: string; readonly found: RegExpExecArray | null } {
  const found = typeof pattern === 'string' ? null : pattern.exec(text);
  const words = typeof pattern === 'string' ? pattern : (found?.[0] ?? '');
  // A comma stands for what was taken out, so that its neighbours do not become one phrase.
  return { rest: words === '' ? text : text.replace(words, ' , '), found };
}

function takeOffer(text: string, { offers }: BriefFacts, notes: Notes) {
  const read = readOffer(text, offers);
  if (read.kind === 'none') return { rest: text, wanted: null };
  const { rest } = cutOut(text, read.words);
  if (read.kind === 'wanted') return { rest, wanted: read.wanted };
  notes.notUnderstood.push(read.why);
  return { rest, wanted: null };
}

function takeDeadline(text: string, { now }: BriefFacts, notes: Notes) {
  const { rest, found } = cutOut(text, DEADLINE);
  if (found === null) return { rest, at: null };
  const at = readDeadline(found, now);
  if (at !== null && at > now) return { rest, at };
  notes.notUnderstood.push(at === null ? `“${found[0]}” is no day` : `“${found[0]}” is over already`);
  return { rest, at: null };
}

function takeProducts(text: string, { products }: BriefFacts, notes: Notes) {
  const { rest, found } = cutOut(text, SELL);
  if (found === null) return { rest, products: null };
  const read = lookUp(found[1]!.replaceAll('"', ''), products);
  if (read.kind === 'products') return { rest, products: read.products };
  if (read.kind === 'unknown') notes.notUnderstood.push(sayUnknown(read));
  return { rest, products: null };
}

function takeGoal(text: string) {
  for (const [pattern, kind] of GOALS) {
    const { rest, found } = cutOut(text, pattern);
    if (found !== null) return { rest: rest.replace(TO_REORDER, ' '), kind };
  }
  return { rest: text.replace(WRITE_TO, ''), kind: null };
}

/** What the audience suggests, said aloud. */
function guessGoal(rule: AudienceRule | null, notes: Notes): StrategyKind {
  const kind =
    rule !== null && isLapsed(rule)
      ? 'win back'
      : rule !== null && hasOrdered(rule)
        ? 'cross-sell'
        : 'nurture';
  notes.assumptions.push(`no goal was named; going by the audience it is “${kind}”`);
  return kind;
}

/** Whether everybody meant has ordered, and whether not lately: only then may an e-mail say so. */
export function hasOrdered(rule: AudienceRule): boolean {
  if ('all' in rule) return rule.all.some(hasOrdered);
  if ('any' in rule) return rule.any.every(hasOrdered);
  if (!('did' in rule) || rule.did !== 'ordered') return false;
  const { times } = rule;
  return times === undefined || (times.value > 0 && !['at most', 'less than'].includes(times.is));
}

/** Whether everybody meant has ordered, but not for so many days that it is worth a word. */
export function isLapsed(rule: AudienceRule): boolean {
  const isAway = (one: AudienceRule) =>
    'not' in one &&
    'did' in one.not &&
    one.not.did === 'ordered' &&
    one.not.products === undefined &&
    one.not.times === undefined &&
    (one.not.withinDays ?? 0) >= LAPSED_DAYS;
  return 'all' in rule && rule.all.some(isAway) && hasOrdered(rule);
}

const LAPSED_DAYS = 30;

/** "candle buyers": candles are shown when they are the only products spoken of. */
function onlyProducts(rule: AudienceRule | null): ProductSet | null {
  const found = rule === null ? [] : productsOf(rule);
  return found.length === 1 ? found[0]! : null;
}

function productsOf(rule: AudienceRule): ProductSet[] {
  if ('all' in rule) return rule.all.flatMap(productsOf);
  if ('any' in rule) return rule.any.flatMap(productsOf);
  if ('did' in rule) return rule.products === undefined ? [] : [rule.products];
  return 'likelyNext' in rule ? [rule.likelyNext] : [];
}
