/** Who and what is in the local workspace: one team, two people, one channel, one bot. Their ids never change, so whatever the bot remembers stays true after a restart. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly title: string;
  /** The conversation between this person and the bot. */
  readonly directMessageId: string;
}

export interface SlashCommand {
  readonly command: string;
  readonly hint: string;
  readonly description: string;
}

/** The emulator has one team and gives it this id at every start. */
export const team = { id: 'T000000001', name: 'Candle & Co', domain: 'candle-and-co' } as const;

export const bot = {
  name: 'Flywheel',
  handle: 'flywheel',
  userId: 'U0FLYWHEEL',
  botId: 'B0FLYWHEEL',
  appId: 'A0FLYWHEEL',
} as const;

/** Speaks when Slack itself has something to say, such as that a command failed. */
export const slackbot = { name: 'Slackbot', userId: 'USLACKBOT' } as const;

export const channel = {
  id: 'C0MARKETNG',
  name: 'marketing',
  topic: 'Campaigns, forecasts and what came back',
} as const;

/** Where the people are among themselves: to a bot that is no member, Slack says that there is no such channel. */
export const privateChannel = { id: 'C0FOUNDERS' } as const;

export const userGroup = { id: 'S0MARKETNG', handle: 'marketing-team', name: 'Marketing team' } as const;

export const people: readonly [Person, Person] = [
  {
    id: 'U0MAYACHEN',
    name: 'Maya Chen',
    handle: 'maya',
    email: 'maya@candle-and-co.example',
    title: 'Marketing lead',
    directMessageId: 'D0MAYACHEN',
  },
  {
    id: 'U0JONASWEB',
    name: 'Jonas Weber',
    handle: 'jonas',
    email: 'jonas@candle-and-co.example',
    title: 'Growth',
    directMessageId: 'D0JONASWEB',
  },
];

export const commands: readonly SlashCommand[] = [
  {
    command: '/predict',
    hint: '[e-mail or customer id | product and a name]',
    description: 'The forecast, what one customer will do next, or who buys a product',
  },
  {
    command: '/campaign',
    hint: '[campaign id | new and a brief]',
    description: 'What is proposed, waiting and running; or a new one from your words',
  },
  {
    command: '/audience',
    hint: '[who, in words]',
    description: 'How many that is, who of them can be mailed, and why the others cannot',
  },
  {
    command: '/report',
    hint: '[week | campaign id]',
    description: 'What was sent, what came back and what it added',
  },
  { command: '/model', hint: '', description: 'How good the model is, beside the baseline' },
];

/** The person with this id, or undefined. */
export function findPerson(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** Whether this person may read this conversation: the channels are for all, a direct message for one. */
export function canRead(personId: string, channelId: string): boolean {
  if (channelId === privateChannel.id) return true;
  return channelId === channel.id || findPerson(personId)?.directMessageId === channelId;
}
