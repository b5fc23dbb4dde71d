/** Says an audience rule in words that can be typed again and mean the same. */

import type { AudienceCondition, AudienceRule, Comparison } from './audience.ts';

/** "ordered candles in the last 90 days and not ordered in the last 30 days and probability above 20 %". */
export function describeAudience(rule: AudienceRule): string {
  if ('not' in rule) return `not ${inBrackets(rule.not)}`;
  if ('all' in rule) return rule.all.length === 0 ? 'everyone' : rule.all.map(inBrackets).join(' and ');
  if ('any' in rule) return rule.any.map(inBrackets).join(' or ');
  return describeCondition(rule);
}

/** What is joined within something joined stands in brackets; `everyone` and single parts need none. */
function inBrackets(rule: AudienceRule): string {
  const words = describeAudience(rule);
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  return parts.length > 0 ? `(${words})` : words;
}

function describeCondition(rule: AudienceCondition): string {
  if ('did' in rule) {
    const products = rule.products === undefined ? '' : ` ${quote(rule.products.label)}`;
    return `${rule.did}${products}${sayTimes(rule.times)}${sayPeriod(rule.withinDays)}`;
  }
  if ('spentCents' in rule) {
    const { is, value } = rule.spentCents;
    return `spent ${is} ${(value / 100).toFixed(2)} ${rule.currency}${sayPeriod(rule.withinDays)}`;
  }
  if ('probability' in rule) return `probability ${sayShare(rule.probability)}`;
  if ('leaving' in rule) return `risk of leaving ${sayShare(rule.leaving)}`;
  if ('consent' in rule) return `consent to ${rule.consent === 'email' ? 'e-mail' : 'tracking'}`;
  if ('firstSeenWithinDays' in rule) return `new${sayPeriod(rule.firstSeenWithinDays)}`;
  if ('leftAlone' in rule) return 'better left alone';
  return `likely next ${quote(rule.likelyNext.label)}`;
}

/** A label of several words, or one that could be read as something else, is quoted. */
function quote(label: string): string {
  return /^\p{L}+$/u.test(label) ? label : `“${label.replaceAll(/[“”"]/g, '')}”`;
}

function sayTimes(times: { readonly is: Comparison; readonly value: number } | undefined): string {
  return times === undefined ? '' : ` ${times.is} ${times.value} ${times.value === 1 ? 'time' : 'times'}`;
}

function sayPeriod(withinDays: number | undefined): string {
  if (withinDays === undefined) return '';
  return withinDays === 1 ? ' in the last day' : ` in the last ${withinDays} days`;
}

function sayShare({ is, value }: { readonly is: Comparison; readonly value: number }): string {
  const words = is === 'more than' ? 'above' : is === 'less than' ? 'below' : is;
  return `${words} ${Number((100 * value).toFixed(2))} %`;
}
