/** What somebody means who writes to the bot in plain words. */

import { describe, expect, it } from 'vitest';
import { type Request, readRequest } from '../../commands/read-request.ts';

const kind = <Kind extends string>(of: Kind) => ({ kind: of });
const said = (of: Request['kind']) => (text: string) => ({ kind: of, text });
const [predict, audience, brief, report, campaign, decide] = [
  ...[said('predict'), said('audience'), said('brief'), said('report'), said('campaign'), said('decide')],
] as const;
const [campaigns, model, help, unknown] = [
  ...[kind('campaigns'), kind('model'), kind('help'), kind('unknown')],
] as const;

describe.each<[string, readonly (readonly [string, object])[]]>([
  [
    'a forecast',
    [
      ['predict', predict!('')],
      ['/predict jane@example.com', predict!('jane@example.com')],
      ['Please predict jane@example.com, thanks!', predict!('jane@example.com')],
      ['will jane@example.com buy again?', predict!('jane@example.com')],
      ['jane@example.com', predict!('jane@example.com')],
      ['Who will buy lavender soy candles?', predict!('product lavender soy candles')],
      ['who is likely to buy next week', predict!('')],
      ['Hello, who will buy next week?', predict!('')],
      ['hey  flywheel – who is about to buy???', predict!('')],
      ['show me the forecast', predict!('')],
      ['what will happen next week', predict!('')],
    ],
  ],
  [
    'a decision on a campaign',
    [
      ['pause 12', decide!('pause 12')],
      ['pause campaign 12', decide!('pause 12')],
      ['hey pause campaign 12', decide!('pause 12')],
      ['Could you please pause campaign #12 now?', decide!('pause #12')],
      ['campaign pause 12', decide!('pause 12')],
      ['campaign 12, pause it', decide!('pause 12')],
      ['Stop campaign 3!', decide!('stop 3')],
      ['/campaign stop 3', decide!('stop 3')],
      ['undo 12', decide!('undo 12')],
      ['undo the approval of campaign 12', decide!('undo 12')],
      ['RESUME CAMPAIGN 7 PLEASE', decide!('resume 7')],
      ['continue campaign 7', decide!('resume 7')],
      ['pause 12 and 13', decide!('pause 12 and 13')],
      ['pause the campaign', decide!('pause')],
      ['stop everything', decide!('stop')],
    ],
  ],
  [
    'a campaign, of which nothing is changed',
    [
      ['campaign 12', campaign!('12')],
      ['campaign 12 please', campaign!('12')],
      ['show me campaign #12', campaign!('12')],
      ['12', campaign!('12')],
      ["don't pause campaign 12", campaign!('12')],
      ['do not stop campaign 12', campaign!('12')],
      ['approve campaign 12', campaign!('12')],
      ['has campaign 12 been sent yet?', campaign!('12')],
      ['what happened to campaign 12', campaign!('12')],
      ['campaign 99999999999', campaign!('99999999999')],
      ['campaigns', campaigns],
      ['What waits for me?', campaigns],
      ['could you list all campaigns', campaigns],
      ['which campaigns are running', campaigns],
      ['pause neither campaign 1 nor campaign 2', unknown],
    ],
  ],
  [
    'a brief',
    [
      ['campaign new win back candle buyers', brief!('win back candle buyers')],
      ['win back lapsed candle buyers, 10 % off', brief!('win back lapsed candle buyers, 10 % off')],
      ['Hi! Please win back lapsed candle buyers', brief!('win back lapsed candle buyers')],
      ['I would like to sell diffusers to new contacts', brief!('sell diffusers to new contacts')],
      ['make a campaign for lapsed buyers', brief!('lapsed buyers')],
    ],
  ],
  [
    'a report',
    [
      ['How did we do last week?', report!('')],
      ['how are we doing?', report!('')],
      ['show me the report', report!('')],
      ['report on campaign 3', report!('3')],
      ['campaign report 12', report!('12')],
      ['how did campaign 12 do', report!('12')],
      ['Good morning, how is campaign 12 doing so far?', report!('12')],
      ['what did campaign 12 bring?', report!('12')],
      ['results of campaign 12', report!('12')],
      ['campaign 12 results', report!('12')],
    ],
  ],
  [
    'an audience',
    [
      ['audience probability above 20 %', audience!('probability above 20 %')],
      ['who has not ordered in the last 30 days', audience!('has not ordered in the last 30 days')],
      ['how many customers ordered candles', audience!('ordered candles')],
      ['show me everyone who bought candles', audience!('everyone who bought candles')],
      ['who is at risk?', audience!('is at risk')],
      ['who will leave', audience!('at risk')],
    ],
  ],
  [
    'the model, help or nothing we know',
    [
      ['how good is the model?', model],
      ['show me the model', model],
      ['how well does our model do', model],
      ['hello', help],
      ['hey there!', help],
      ['thanks', help],
      ['help', help],
      ['What can you do?', help],
      ['sing me a song', unknown],
      ['hello, sing me a song', unknown],
      ['stop sending me jokes', unknown],
      ['willow is a tree', unknown],
    ],
  ],
])('takes for %s', (_, phrases) => {
  it.each(phrases)('“%s”', (typed, request) => {
    expect(readRequest(typed)).toEqual(request);
  });
});
