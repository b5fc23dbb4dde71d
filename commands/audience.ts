/** `/audience`: how many are meant, who of them can be mailed, who is left out and why. */

import type { App } from '@slack/bolt';
import { type Card, section } from '../src/adapters/slack/card.ts';
import { AUDIENCE_BUTTONS, drawAudience } from '../src/adapters/slack/draw-audience.ts';
import { maskAddress } from '../src/adapters/slack/mask-address.ts';
import { escapeText } from '../src/adapters/slack/mrkdwn.ts';
import { describeAudience } from '../src/domain/describe-audience.ts';
import { REST_DAYS } from '../src/domain/message.ts';
import { AppError } from '../src/errors.ts';
import { summariseAudience } from '../src/strategize/audience/summarise-audience.ts';
import { understandAudience } from '../src/strategize/audience/understand-audience.ts';
import { onButton, onCommand } from './answer.ts';
import { gatherAudienceFacts, matchAudience } from './audience-facts.ts';
import type { CommandParts } from './command-parts.ts';
import { draftFromBrief } from './draft-campaign.ts';
import { readLastNight } from './read-last-night.ts';

const SAMPLE = 5;
const EXAMPLES = [
  'ordered candles in the last 90 days and not ordered in the last 30 days',
  'lapsed candle buyers',
  'probability above 20 %',
  'spent more than €100 in the last year and consent to e-mail',
  'viewed diffusers in the last 2 weeks but never ordered',
  'better left alone',
];
const HELP = `\`/audience\` and who is meant, in words or as a rule, tells how many that is and who can be mailed. For example:\n${EXAMPLES.map((words) => `• \`/audience ${words}\``).join('\n')}\nJoin with *and*, *or*, *not* and brackets. Counts (\`at least 2 times\`), periods (\`in the last 90 days\`), money, probability, consent, who is better left alone (customers like them bought less when e-mailed) and products of your catalogue are understood; what is not is told. An order counts even if it was refunded later.`;

export function registerAudience(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, { name: '/audience', answer: ({ text }) => answerAudience(parts, text) });
  onButton(bolt, parts, {
    id: AUDIENCE_BUTTONS.draft,
    act: async (call) => {
      const card = await draftFromBrief(parts, call.text);
      await call.respond({ response_type: 'ephemeral', replace_original: false, ...card });
    },
  });
}

/** The audience that is meant by these words, or how to say one. */
export async function answerAudience(parts: CommandParts, text: string): Promise<Card> {
  if (text === '' || text === 'help') return { text: 'How to say an audience', blocks: [section(HELP)] };
  const facts = await gatherAudienceFacts(parts);
  const { rule, assumptions, notUnderstood } = understandAudience(text, facts);
  if (rule === null)
    throw new AppError(
      'invalid',
      `Nobody could be found by this: ${escapeText(notUnderstood.join('; '))}.\n${HELP}`,
    );
  const { today, sending, open } = facts;
  const summary = await summariseAudience(matchAudience(parts, rule, facts), {
    today,
    sending,
    sampleSize: SAMPLE,
    seed: today,
  });
  const sample = await Promise.all(
    summary.sample.map(async ({ contactId, score }) => ({
      address: maskAddress((await parts.stores.contacts.get(contactId))?.profile.email),
      conversionProbability: score?.conversionProbability ?? null,
    })),
  );
  return drawAudience({
    ...summary,
    rule: describeAudience(rule),
    assumptions,
    notUnderstood,
    restDays: REST_DAYS,
    whyLeftAlone: summary.leftAlone === 0 ? null : await explainLeftAlone(parts),
    overlap: open.flatMap(({ id, number, strategy }) => {
      const contacts = summary.overlap.get(id) ?? 0;
      return contacts === 0 ? [] : [{ number, title: strategy.title, contacts }];
    }),
    sample,
    asOf: facts.asOf === today ? null : facts.asOf,
  });
}

async function explainLeftAlone(parts: CommandParts): Promise<string> {
  return (await readLastNight(parts)).leftAlone?.words ?? 'the last night did not say why.';
}
