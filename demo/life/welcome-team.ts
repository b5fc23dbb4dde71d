/** The bot's first words in a new workspace: what this is, and what to try. */

import { AppError } from '../../src/errors.ts';

const WORDS = [
  ':wave: Hello! I am *Flywheel*, your marketing teammate. Everything here is local: the customers of Candle & Co are simulated, the e-mails stay in the inbox on the left, and nothing leaves this machine.',
  'Right now I record half a year of what those customers did and train my first model on it; the line at the top says how far I am. Then try this:',
  '1. `/predict`: who will order in the next days, and how good I am at telling\n2. `/campaign`: what I would do about it. Open a proposal, read the e-mail, and *Approve* it\n3. *Send now* on its card, or *+10 minutes* at the top: until then *Undo* takes it back\n4. Read what went out in the *inbox*, and follow a link as that customer\n5. Press *+1 week*: customers open, click and buy, and I learn from it\n6. `/campaign 1` then says what came back',
];

/** Posts through the Web API, as any app would. Throws `unavailable` when Slack does not take it. */
export async function welcomeTeam(slack: {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly channel: string;
}): Promise<void> {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Bearer ${slack.botToken}`,
    },
    body: JSON.stringify({
      channel: slack.channel,
      text: 'Hello! I am Flywheel. Try /predict, then /campaign.',
      blocks: WORDS.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
    }),
  });
  const answer = (await response.json()) as { readonly ok: boolean; readonly error?: string };
  if (!answer.ok) throw new AppError('unavailable', `The welcome was not posted: ${answer.error}.`);
}
