/** What a test does in Slack: type a command, press a button, fill a form, and see what comes of it. */

import { stateField } from '../../demo/page/src/blocks/initial-values.ts';
import type { StoredMessage, View, WorkspaceEvent } from '../../demo/slack/wire-types.ts';
import { people } from '../../demo/slack/workspace.ts';
import type { RunningFlywheel } from './open-flywheel.ts';
import { PATIENCE_MS } from './wait-for.ts';

/** Wherever the bot runs: what people do and see is in Slack. */
type InSlack = Pick<RunningFlywheel, 'slack'>;

export const [maya, jonas] = people;
type Person = typeof maya;

/** Types a command into the channel; resolves with the first new message that holds `expected`. Older ones may be being redrawn. */
export function type(
  flywheel: InSlack,
  person: Person,
  { text, expected }: { readonly text: string; readonly expected: string },
): Promise<StoredMessage> {
  const { slack } = flywheel;
  return seeing(
    flywheel,
    expected,
    () => slack.actor.say(person, { channel: slack.channelId }, text),
    ({ edited }) => edited === undefined,
  );
}

/**
 * Presses a button of a message; resolves with the first message that holds `expected` and is new, or is the one that was
 * pressed. Other cards may still be being redrawn for what was done before.
 */
export function press(
  flywheel: InSlack,
  person: Person,
  {
    message,
    actionId,
    expected,
  }: { readonly message: StoredMessage; readonly actionId: string; readonly expected: string },
): Promise<StoredMessage> {
  const before = new Set(flywheel.slack.scene(person.id).messages.map(({ ts }) => ts));
  return seeing(
    flywheel,
    expected,
    () => pressOnly(flywheel, person, { message, actionId }),
    ({ ts }) => ts === message.ts || !before.has(ts),
  );
}

/** Presses a button that opens a form; resolves with the form. */
export async function openForm(
  flywheel: InSlack,
  person: Person,
  pressed: { readonly message: StoredMessage; readonly actionId: string },
): Promise<View> {
  const event = await next(
    flywheel,
    (candidate) => candidate.type === 'modals' && candidate.views.length > 0,
    () => pressOnly(flywheel, person, pressed),
  );
  const view = event.type === 'modals' ? event.views.at(-1) : undefined;
  if (view === undefined) throw new Error('no form was opened');
  return view;
}

/** The message as it stands now. */
export function current({ slack }: InSlack, person: Person, ts: string): StoredMessage {
  const message = slack.scene(person.id).messages.find((candidate) => candidate.ts === ts);
  if (message === undefined) throw new Error(`there is no message ${ts}`);
  return message;
}

async function seeing(
  flywheel: InSlack,
  expected: string,
  act: () => Promise<unknown>,
  counts: (message: StoredMessage) => boolean,
): Promise<StoredMessage> {
  const event = await next(
    flywheel,
    (candidate) =>
      candidate.type === 'message' &&
      counts(candidate.message) &&
      JSON.stringify(candidate.message).includes(expected),
    act,
    expected,
  );
  if (event.type !== 'message') throw new Error('expected a message');
  return event.message;
}

/** Presses a button, and resolves when the bot has acknowledged that. Where the message has none it waits: that may be being redrawn. */
export async function pressOnly(
  flywheel: InSlack,
  person: Person,
  { message, actionId }: { readonly message: StoredMessage; readonly actionId: string },
): Promise<void> {
  const find = ({ blocks }: StoredMessage) =>
    blocks?.find((candidate) => JSON.stringify(candidate).includes(`"${actionId}"`));
  const now = () => find(current(flywheel, person, message.ts));
  if (find(message) === undefined) await until(flywheel, person, () => now() !== undefined);
  const blockId = String((find(message) ?? now())?.block_id);
  await flywheel.slack.actor.clickInMessage(person, message, { blockId, actionId, chosen: {}, values: {} });
}

async function next(
  { slack }: InSlack,
  matches: (event: WorkspaceEvent) => boolean,
  act: () => Promise<unknown>,
  what = 'a form',
): Promise<WorkspaceEvent> {
  const seen: string[] = [];
  let end = () => {};
  const found = new Promise<WorkspaceEvent>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`waited for ${what}; saw\n${seen.join('\n')}`)),
      PATIENCE_MS,
    );
    const unsubscribe = slack.subscribe((event) => {
      seen.push(JSON.stringify(event).slice(0, 500));
      if (matches(event)) resolve(event);
    });
    end = () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
  try {
    await act();
    return await found;
  } finally {
    end();
  }
}

/** Waits until what a person sees is as wanted; resolves with it. */
export function until(
  { slack }: InSlack,
  person: Person,
  matches: (messages: readonly StoredMessage[]) => boolean,
): Promise<readonly StoredMessage[]> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { messages } = slack.scene(person.id);
      if (!matches(messages)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(messages);
    };
    const timer = setTimeout(() => {
      unsubscribe();
      const texts = slack.scene(person.id).messages.map(({ text }) => text);
      reject(new Error(`what was waited for did not come; there are\n${texts.join('\n')}`));
    }, PATIENCE_MS);
    const unsubscribe = slack.subscribe(look);
    look();
  });
}

/** Submits a form with text in its fields; a field that is not named keeps what it was drawn with. */
export function submit(
  { slack }: InSlack,
  person: Person,
  { view, fields }: { readonly view: View; readonly fields: Readonly<Record<string, string>> },
) {
  const inputs = view.blocks.filter(({ type: kind }) => kind === 'input');
  const values = inputs.map((block) => {
    const element = block['element'] as { action_id: string; type: string };
    const id = String(block.block_id);
    return [id, { [element.action_id]: fill(element, fields[id]) }] as const;
  });
  return slack.actor.submit(person, view.id, Object.fromEntries(values));
}

/** As the page reports an element: text in it, or what it was drawn with. */
function fill(element: Readonly<Record<string, unknown>>, text: string | undefined): Record<string, unknown> {
  const { type: kind } = element;
  const field = stateField(String(kind))!;
  const isChoice = field === 'selected_option';
  const chosen = isChoice && text !== undefined ? { value: text } : text;
  return {
    type: kind,
    [field]: chosen ?? element[field.replace('selected', 'initial')] ?? element['initial_value'] ?? null,
  };
}
