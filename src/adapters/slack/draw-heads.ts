/** Says who leaves, what is spent and when the next order comes: of one contact, and how far to trust it. */

import type { KnownBlock } from '@slack/types';
import { DAY } from '../../domain/clock.ts';
import type { HeadName, HeadsReport, HeadVerdict, RungFigures } from '../../domain/heads-report.ts';
import type { HeadScores } from '../../domain/model-run.ts';
import { context, section } from './card.ts';
import { count, day, escapeText, modelName, money, percent, plural } from './mrkdwn.ts';

/** What is foretold of a contact, and how well such things were foretold in the test. */
export interface HeadsView {
  readonly scores: HeadScores;
  readonly report: Pick<HeadsReport, 'horizonDays' | 'verdicts'>;
  /** When a person brought back who foretold before, of whom the report does not speak; null where nobody did. */
  readonly broughtBackAt: number | null;
}

const NAMES: Readonly<Record<HeadName, string>> = {
  leaves: 'Who leaves',
  value: 'What is spent',
  'next order': 'When the next order comes',
};
const LOSSES: Readonly<Record<HeadName, string>> = {
  leaves: 'log loss',
  value: 'Tweedie deviance',
  'next order': 'integrated Brier score',
};

const USUAL_GAPS = 3;

/** For `/model`: one line a head, each figure beside the base rate's and the simple ways'. */
export function drawHeads(report: HeadsReport | { readonly missing: string } | null): KnownBlock[] {
  if (report === null) return [];
  if ('missing' in report)
    return [
      context(
        `Who leaves, what is spent and when the next order comes: not enough data. ${escapeText(report.missing)}`,
      ),
    ];
  const lines = report.verdicts.map((verdict) => `• ${sayVerdict(verdict, report)}`);
  const { horizonDays, testCutoff, noNetwork, lineage } = report;
  const network = noNetwork === null ? '' : ` No network was trained: ${escapeText(noNetwork)}.`;
  return [
    section(`*Besides an order*\n${lines.join('\n')}`),
    context(
      `Leaving is: ordered before, and not within ${plural(horizonDays, 'day')}, ${sayHorizon(report)}. Judged as of ${day(testCutoff)}, of which training knew nothing from then on; lower losses are better.${network}${sayLineage(lineage)}`,
    ),
  ];
}

/** One in use is kept though the usual gap has wandered a little. */
function sayHorizon({ horizonDays, usualGapDays, outcomeWindowDays }: HeadsReport): string {
  const gap = `the usual ${plural(usualGapDays, 'day')} between orders`;
  const windows = Math.ceil((USUAL_GAPS * usualGapDays) / outcomeWindowDays);
  return windows * outcomeWindowDays === horizonDays
    ? `which is three times ${gap}, in whole outcome windows`
    : `as whoever foretells it learnt it; three times ${gap}, in whole outcome windows, would be ${plural(windows * outcomeWindowDays, 'day')}`;
}

function sayLineage(lineage: HeadsReport['lineage']): string {
  if (lineage === null) return '';
  const { rows, features, seed, trainCutoff } = lineage;
  return ` Tonight's were learnt with seed ${seed} from ${plural(rows.training, 'row')} of ${plural(features, 'feature')} until ${day(trainCutoff)}.`;
}

function sayVerdict(verdict: HeadVerdict, { horizonDays, outcomeWindowDays }: HeadsReport): string {
  const { head, rows, positives, rungs, serves, why, former, stays } = verdict;
  const did = {
    leaves: `${percent(positives / rows)} of ${plural(rows, 'former buyer')} did`,
    value: `${percent(positives / rows)} of ${plural(rows, 'contact')} spent anything within ${plural(outcomeWindowDays, 'day')}`,
    'next order': `${percent(positives / rows)} of ${plural(rows, 'former buyer')} ordered within ${plural(horizonDays, 'day')}`,
  }[head];
  const best = findServing(verdict);
  if (best === undefined)
    return serves === null
      ? `*${NAMES[head]}* is not shown: ${escapeText(why)}.`
      : `*${NAMES[head]}*: by the *${nameRung(serves)}* as before, how well could not be tested. Why: ${escapeText(why)}.`;
  const others = rungs
    .filter((one) => one !== best && one.loss !== null)
    .map(
      ({ kind, loss }) =>
        `${nameRung(kind)}${stays && kind === serves ? ' learnt anew' : ''} ${write(loss!)}`,
    );
  return `*${NAMES[head]}* (${did}): by the *${nameRung(best.kind)}*, ${LOSSES[head]} ${write(best.loss!)} (${others.join(', ')})${sayBeside(head, best, rungs[0]!)}.${sayFormer(former === null ? null : why)}`;
}

/** Who served before has a say: it is judged on the same contacts, and the reason tells who of the two goes on. */
function sayFormer(why: string | null): string {
  return why === null ? '' : ` Why: ${escapeText(why)}.`;
}

function findServing({ rungs, serves, stays, former }: HeadVerdict): RungFigures | undefined {
  return stays && former !== null ? former : rungs.find(({ kind }) => kind === serves);
}

/** Order of contacts, and size, beside what chance or the base rate gives. */
function sayBeside(head: HeadName, best: RungFigures, base: RungFigures): string {
  if (best.rank === null || best.error === null) return '';
  const pairs = (100 * best.rank).toFixed(0);
  const came = sayCame(head, best.cameToForetold);
  if (head === 'leaves')
    return `; ranks who leaves above who stays in ${pairs} of 100 pairs (50 is chance)${came}`;
  if (head === 'next order')
    return `; tells the sooner of two in ${pairs} of 100 pairs (50 is chance), and is ${best.error.toFixed(0)} days off on average (base rate ${base.error?.toFixed(0)})${came}`;
  return `; normalised Gini ${best.rank.toFixed(2)} (0 is chance)${came}`;
}

const CAME: Readonly<Record<HeadName, string>> = {
  leaves: 'left',
  value: 'was spent',
  'next order': 'ordered',
};

/** Nights of older versions kept it of what is spent alone. */
function sayCame(head: HeadName, came: RungFigures['cameToForetold']): string {
  if (came === null) return '';
  const { estimate, low, high } = came;
  return `; ${estimate.toFixed(2)} ${CAME[head]} for each 1 foretold (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Of a contact: label and words of whatever is served, the next order first. */
export function headFields(
  { scores, report }: HeadsView,
  { asOf, currency }: { readonly asOf: number; readonly currency: string },
): { readonly next: string | null; readonly value: string | null; readonly leaves: string | null } {
  const leaving = report.verdicts.find(({ head }) => head === 'leaves');
  return {
    next: scores.nextOrder && sayNextOrder(scores.nextOrder, { asOf, horizonDays: report.horizonDays }),
    value:
      scores.valueCents === null
        ? null
        : `${money(scores.valueCents, currency)}: what such contacts spend on average, with and without an order${sayOffBy(report)}`,
    leaves:
      scores.leaves === null || leaving === undefined
        ? null
        : `${percent(scores.leaves)} likely not to order within ${plural(report.horizonDays, 'day')}; of all former buyers in the test ${percent(leaving.positives / leaving.rows)} did not`,
  };
}

/** An amount that came out higher or lower in the test, by more than chance explains, is not shown without that. */
function sayOffBy({ verdicts }: Pick<HeadsReport, 'verdicts'>): string {
  const value = verdicts.find(({ head }) => head === 'value');
  const came = value === undefined ? null : (findServing(value)?.cameToForetold ?? null);
  if (came === null || (came.low <= 1 && came.high >= 1)) return '';
  const by = (share: number) => percent(Math.abs(share - 1));
  return `; in the test they spent ${by(came.estimate)} ${came.estimate > 1 ? 'more' : 'less'} than that`;
}

function sayNextOrder(
  { quarterDays, medianDays, threeQuartersDays }: NonNullable<HeadScores['nextOrder']>,
  { asOf, horizonDays }: { readonly asOf: number; readonly horizonDays: number },
): string {
  const date = (days: number) => day(asOf + days * DAY);
  const first = quarterDays === null ? '' : `; one in four such contacts has ordered by ${date(quarterDays)}`;
  if (medianDays === null) return `after ${date(horizonDays)}, more likely than not${first}`;
  const last = threeQuartersDays === null ? `after ${date(horizonDays)}` : `by ${date(threeQuartersDays)}`;
  return `${date(medianDays)}: half of such contacts have ordered by then, three in four ${last}`;
}

/** Below a contact's card: by what, and how well beside the base rate. */
export function sayHeadsTrust({ scores, report, broughtBackAt }: HeadsView): string | null {
  const said: Readonly<Record<HeadName, boolean>> = {
    leaves: scores.leaves !== null,
    value: scores.valueCents !== null,
    'next order': scores.nextOrder !== null,
  };
  if (broughtBackAt !== null)
    return `Besides an order is foretold what others say who served before: they were brought back on ${day(broughtBackAt)}, \`/model\` says why.`;
  const parts = report.verdicts.flatMap((verdict) => {
    const { head, rungs } = verdict;
    const best = findServing(verdict);
    if (!said[head] || best === undefined) return [];
    const less = percent(1 - best.loss! / rungs[0]!.loss!);
    return [`${NAMES[head].toLowerCase()} by the ${nameRung(best.kind)} (${less} less)`];
  });
  if (parts.length === 0) return null;
  return `Foretold besides an order, and by how much less that was off in the test than saying the same of everybody: ${parts.join(', ')}. \`/model\` says more.`;
}

function nameRung(kind: string): string {
  if (kind === 'base-rate') return 'base rate';
  return kind === 'heads-network' ? 'network' : modelName(kind);
}

function write(loss: number): string {
  return loss >= 100 ? count(loss) : loss.toFixed(3);
}
