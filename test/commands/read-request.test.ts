/** What somebody means who writes to the bot in plain words. */

import { expect, it } from 'vitest';
import { readRequest } from '../../commands/read-request.ts';

it.each([
  ['predict', { kind: 'predict', text: '' }],
  ['/predict jane@example.com', { kind: 'predict', text: 'jane@example.com' }],
  ['Who will buy lavender soy candles?', { kind: 'predict', text: 'product lavender soy candles' }],
  ['who is likely to buy next week', { kind: 'predict', text: '' }],
  ['campaigns', { kind: 'campaigns' }],
  ['What waits for me?', { kind: 'campaigns' }],
  ['campaign 12', { kind: 'campaign', text: '12' }],
  ['campaign new win back candle buyers', { kind: 'brief', text: 'win back candle buyers' }],
  [
    'win back lapsed candle buyers, 10 % off',
    { kind: 'brief', text: 'win back lapsed candle buyers, 10 % off' },
  ],
  ['audience probability above 20 %', { kind: 'audience', text: 'probability above 20 %' }],
  [
    'who has not ordered in the last 30 days',
    { kind: 'audience', text: 'has not ordered in the last 30 days' },
  ],
  ['how many customers ordered candles', { kind: 'audience', text: 'ordered candles' }],
  ['How did we do last week?', { kind: 'report', text: '' }],
  ['report on campaign 3', { kind: 'report', text: '3' }],
  ['how good is the model?', { kind: 'model' }],
  ['hello', { kind: 'help' }],
  ['sing me a song', { kind: 'unknown' }],
])('takes “%s” for %o', (typed, request) => {
  expect(readRequest(typed)).toEqual(request);
});
