/** E-mail engagement counts what was sent, opened and clicked lately. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { emailEngagement } from '../../../src/prepare/features/email-engagement.ts';
import { NEVER_DAYS } from '../../../src/prepare/features/feature.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

it('counts e-mails sent, opened and clicked in each window', () => {
  const events = [
    ...[0.5, 2, 6, 20, 80, 100].map((days) => ago(days, EVENT.emailSent)),
    ...[6, 20].map((days) => ago(days, EVENT.emailOpened)),
    ago(19, EVENT.emailLinkClicked),
    order(1),
  ];
  expect(valuesOf(emailEngagement, events)).toEqual({
    emailSent1Days: 1,
    emailSent7Days: 3,
    emailSent30Days: 4,
    emailSent90Days: 5,
    emailOpened1Days: 0,
    emailOpened7Days: 1,
    emailOpened30Days: 2,
    emailOpened90Days: 2,
    emailLinkClicked1Days: 0,
    emailLinkClicked7Days: 0,
    emailLinkClicked30Days: 1,
    emailLinkClicked90Days: 1,
    daysSinceLastClick: 19,
    neverClicked: 0,
  });
  expect(wordsOf(emailEngagement, events)).toMatchObject({
    emailSent7Days: '3 e-mails sent in the last 7 days',
    emailLinkClicked30Days: '1 e-mail click in the last 30 days',
    daysSinceLastClick: 'last e-mail click 19 days ago',
  });
});

it('says that a contact never clicked', () => {
  expect(valuesOf(emailEngagement, [])).toMatchObject({ daysSinceLastClick: NEVER_DAYS, neverClicked: 1 });
  expect(wordsOf(emailEngagement, [])).toMatchObject({ neverClicked: 'never clicked an e-mail' });
});
