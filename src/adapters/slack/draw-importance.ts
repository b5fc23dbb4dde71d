/** Says which features the champion's forecasts rest on. */

import type { FeatureImportance } from '../../domain/feature-importance.ts';
import { count, escapeText, plural } from './mrkdwn.ts';

const SHOWN = 5;
const NAMED = 3;

/** As mrkdwn; names are titles already. */
export function sayImportance(importance: FeatureImportance): string {
  const { contacts, shuffles, measured, beyondChance } = importance;
  const how = `how much log loss rises when a feature is shuffled among ${plural(contacts, 'contact')} of the test set, ${shuffles} times, with its 95 % interval`;
  const head = '*What its forecasts rest on*';
  if (beyondChance.length === 0)
    return `${head}\nNo feature matters beyond noise, of ${count(measured)} that were measured (those that say the same as one), by ${how}.`;
  const lines = beyondChance.slice(0, SHOWN).map(({ names, rise: { estimate, low, high } }) => {
    const more =
      names.length > NAMED ? `, and ${plural(names.length - NAMED, 'feature')} that say the same` : '';
    const titles = names.slice(0, NAMED).map(escapeText).join(', ');
    return `• ${titles}${more}: +${estimate.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
  });
  const rest = measured - beyondChance.length;
  const others = rest === 0 ? '' : ` The other ${count(rest)} do not matter beyond noise.`;
  return `${head}\n${lines.join('\n')}\nThat is ${how}. ${count(beyondChance.length)} of ${count(measured)} matter beyond noise.${others}`;
}
