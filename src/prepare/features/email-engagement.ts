/** E-mail engagement: what we sent to the contact lately, and what it opened and clicked. */

import { EVENT, type HistoryEvent } from '../../domain/event.ts';
import type { Feature } from './feature.ts';
import { countInWindows, daysSinceLast } from './find-events.ts';
import { sayCount, sayLast, sayWindow } from './words.ts';

const WINDOWS_DAYS = [1, 7, 30, 90];
const KINDS = [
  { stem: 'emailSent', event: EVENT.emailSent, noun: 'e-mail sent', plural: 'e-mails sent' },
  { stem: 'emailOpened', event: EVENT.emailOpened, noun: 'e-mail opened', plural: 'e-mails opened' },
  { stem: 'emailLinkClicked', event: EVENT.emailLinkClicked, noun: 'e-mail click', plural: 'e-mail clicks' },
] as const;

export const emailEngagement: Feature = {
  columns: [
    ...KINDS.flatMap(({ stem, noun, plural }) =>
      WINDOWS_DAYS.map((days) => ({
        name: `${stem}${days}Days`,
        title: `${plural} ${sayWindow(days)}`,
        describe: (count: number) => `${sayCount(count, noun, plural)} ${sayWindow(days)}`,
      })),
    ),
    {
      name: 'daysSinceLastClick',
      title: 'days since the last e-mail click',
      describe: (days) => sayLast('e-mail click', days),
    },
    {
      name: 'neverClicked',
      title: 'whether an e-mail was ever clicked',
      describe: (flag) => (flag > 0 ? 'never clicked an e-mail' : 'has clicked an e-mail before'),
    },
  ],
  compute(events, cutoff) {
    return [
      ...countInWindows(events, cutoff, { windowsDays: WINDOWS_DAYS, kinds: KINDS.length, kindOf }),
      daysSinceLast(events, cutoff, isClick),
      events.some(isClick) ? 0 : 1,
    ];
  },
};

function kindOf(event: HistoryEvent): number {
  return KINDS.findIndex((kind) => kind.event === event.name);
}

function isClick(event: HistoryEvent): boolean {
  return event.name === EVENT.emailLinkClicked;
}
