/** The data's span is that of what customers did. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import { measureDataSpan } from '../../src/prepare/measure-data-span.ts';
import { ago, CUTOFF, event, history, order, stream } from './build-history.ts';

it('reaches from the first customer event to just after the last, over all contacts', async () => {
  const histories = [history([order(50), order(20)]), history([order(90)]), history([order(3)])];
  expect(await measureDataSpan(stream(histories), CUTOFF)).toEqual({
    start: CUTOFF - 90 * DAY,
    end: CUTOFF - 3 * DAY + 1,
    contacts: 3,
  });
});

it('is not stretched by e-mails of ours, absurd dates or a fast clock', async () => {
  const events = [event('Home', 0), ago(99, EVENT.emailSent), order(9), ago(-0.5, 'Home'), ago(-800, 'Home')];
  expect(
    await measureDataSpan(stream([history(events), history([ago(1, EVENT.emailSent)])]), CUTOFF),
  ).toEqual({
    start: CUTOFF - 9 * DAY,
    end: CUTOFF,
    contacts: 1,
  });
});

it('is null without customer events', async () => {
  expect(await measureDataSpan(stream([history([ago(1, EVENT.emailSent)])]), CUTOFF)).toBeNull();
});
