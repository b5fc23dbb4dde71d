/** Says how well whom e-mails move is told, beside e-mailing everybody, and whom that leaves alone. */

import type { UpliftFigures } from '../../domain/uplift-figures.ts';
import type { Interval } from '../../statistics/interval.ts';
import { count, escapeText, plural } from './mrkdwn.ts';

/** How many contacts are not to be e-mailed at all, and why. */
export interface LeftAloneView {
  readonly contacts: number;
  readonly words: string;
  /** Null while too few were held out to learn from; undefined for a night of an older version. */
  readonly uplift?: UpliftFigures | null | undefined;
}

export function sayLeftAlone({ contacts, words }: LeftAloneView): string {
  const whom =
    contacts === 0
      ? ''
      : ` That is ${plural(contacts, 'contact')} tonight: \`/audience better left alone\` shows them.`;
  return `Whom not to e-mail: ${escapeText(words)}${whom}`;
}

/** The base first: what e-mailing everybody adds. Null for a night of an older version, which measured none of it. */
export function sayUplift({ uplift }: LeftAloneView): string | null {
  if (uplift === undefined) return null;
  if (uplift === null)
    return 'Whom e-mails move: not enough data for uplift at 30 % and Qini. They take 50 buyers among those held out and 50 among those e-mailed, in campaigns that are over.';
  const { drawn, heldOut, campaigns, everybody, best30, gain, qiniPerTreated } = uplift;
  const verdict =
    gain.low > 0 && qiniPerTreated.low > 0
      ? 'So the model tells whom e-mails move better than chance does.'
      : 'So it cannot be told yet whether the model knows better than chance whom e-mails move.';
  return `Whom e-mails move, in ${plural(campaigns, 'campaign')} that ${campaigns === 1 ? 'is' : 'are'} over (${count(drawn)} drawn, ${count(heldOut)} of them held out by lot): e-mailing everybody added ${points(everybody)} points of buyers; among the 30 % whom a model that never saw them thinks e-mails help most, ${points(best30)} (uplift at 30 %), which is ${points(gain)} more than among all. Qini per treated ${sayInterval(qiniPerTreated, (value) => value.toFixed(4))}, where choosing by lot has 0. ${verdict}`;
}

function points(interval: Interval): string {
  return sayInterval(interval, (share) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`);
}

function sayInterval({ estimate, low, high }: Interval, write: (value: number) => string): string {
  return `${write(estimate)} (95 % interval ${write(low)} to ${write(high)})`;
}
