/** Describes the charts that follow what Flywheel tells by itself: what came back of a campaign, and what a morning proposes. */

import type { BarChart, Chart } from '../../domain/chart.ts';
import type { Digest, Notice } from '../../domain/notifier.ts';
import { cut } from './card.ts';
import { count, money, percent, plural } from './mrkdwn.ts';

const LABEL_LIMIT = 20;
/** One bar says no more than its words. */
const WORTH_A_CHART = 2;

/** None where words say it as well. */
export function drawNoticeCharts(notice: Notice): readonly Chart[] {
  if (notice.kind === 'campaign results') return worthIt(drawRates(notice));
  return notice.kind === 'digest' ? worthIt(drawExpected(notice.digest)) : [];
}

function worthIt(chart: BarChart): readonly Chart[] {
  return chart.bars.length < WORTH_A_CHART ? [] : [chart];
}

/** Rates that are a share of something already, each with its interval. */
function drawRates({
  campaign: { number },
  hours,
  results,
}: Extract<Notice, { kind: 'campaign results' }>): BarChart {
  const rates = results.rates.filter(({ denominator }) => denominator > 0);
  const said = rates.map(
    ({ name, numerator, denominator, of, low, high }) =>
      `${name}: ${percent(numerator / denominator)} (${count(numerator)} of ${count(denominator)} ${of}, 95 % interval ${percent(low)} to ${percent(high)})`,
  );
  return {
    kind: 'bars',
    title: `Campaign ${number} after ${plural(hours, 'hour')}`,
    alt: `Rates of campaign ${number} after ${plural(hours, 'hour')}. ${said.join('; ')}.`,
    xLabel: 'What contacts did',
    yLabel: 'Share (%)',
    bars: rates.map(({ name, numerator, denominator, low, high }) => ({
      label: cut(name, LABEL_LIMIT),
      value: (100 * numerator) / denominator,
      low: 100 * low,
      high: 100 * high,
    })),
  };
}

/** In the currency of the first: amounts in two currencies would stand on one axis. */
function drawExpected({ proposed }: Digest): BarChart {
  const currency = proposed[0]?.strategy.currency ?? '';
  const shown = proposed.filter(({ strategy }) => strategy.currency === currency);
  const said = shown.map(
    ({
      number,
      strategy: {
        expectedRevenueCents: { value, low, high },
      },
    }) => {
      const say = (cents: number) => money(cents, currency);
      return `campaign ${number}: ${say(value)} (95 % interval ${say(low)} to ${say(high)})`;
    },
  );
  return {
    kind: 'bars',
    title: 'Expected revenue of what is proposed',
    alt: `Expected revenue of what is proposed, whether or not an e-mail brings it. ${said.join('; ')}.`,
    xLabel: 'Campaign',
    yLabel: `Revenue (${currency})`,
    bars: shown.map(
      ({
        number,
        strategy: {
          expectedRevenueCents: { value, low, high },
        },
      }) => ({
        label: String(number),
        value: value / 100,
        low: low / 100,
        high: high / 100,
      }),
    ),
  };
}
