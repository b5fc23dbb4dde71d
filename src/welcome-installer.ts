/** The bot's first words to whoever added it to their workspace. */

import type { PostStore } from './domain/post.ts';
import { machineClock } from './system-clock.ts';

/** What its button is called; `commands/set-up.ts` answers it. */
export const SET_UP = 'set_up';

const TEXT =
  ':wave: Hello! I am *Flywheel*. I learn what your customers will do next, propose campaigns, and send what you approve. Until you press *Set up*, I write to you alone, and only you may approve.';
const STEPS =
  '1. *Set up* chooses the channel that I write to, and who approves campaigns\n2. `/invite` me into that channel\n3. Your shop sends its events with the write key on the page that you came from; add me again and it is shown again\n4. `/predict` and `/campaign` show what I know; each night I learn from what came in';

/** Kept until Slack has taken it. Sent to the person directly. */
export async function welcomeInstaller(posts: Pick<PostStore, 'add'>, installerId: string): Promise<void> {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const button = {
    type: 'button',
    action_id: SET_UP,
    style: 'primary',
    text: { type: 'plain_text', text: 'Set up' },
  };
  const blocks = [section(TEXT), section(STEPS), { type: 'actions', elements: [button] }];
  const text = 'Hello! I am Flywheel. Press Set up to choose my channel and who approves campaigns.';
  await posts.add({ channel: installerId, content: { kind: 'message', text, blocks } }, machineClock.now());
}
