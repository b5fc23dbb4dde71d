/** Methods the emulator has not, each answered in a line or two. */
import { type Method, ownerOf, refuse } from './answer-chat.ts';
import type { Json, Prompt, WorkspaceEvent } from './wire-types.ts';
import { people, userGroup } from './workspace.ts';

/** `tell` passes the assistant's status and suggested prompts on to the page. */
export function createSmallMethods(tell: (event: WorkspaceEvent) => void): Record<string, Method> {
  const showAssistant = (args: Json, status: string, prompts: readonly Prompt[]) => {
    const channel = String(args['channel_id']);
    const onlyFor = ownerOf(channel);
    if (!onlyFor) return refuse('channel_not_found');
    tell({ type: 'assistant', channel, status, prompts, onlyFor });
    return { ok: true };
  };
  return {
    'api.test': (args) => ({ ok: true, args }),
    'usergroups.list': () => ({ ok: true, usergroups: [{ ...userGroup, user_count: people.length }] }),
    'usergroups.users.list': (args) =>
      args['usergroup'] === userGroup.id
        ? { ok: true, users: people.map(({ id }) => id) }
        : refuse('no_such_subteam'),
    'assistant.threads.setTitle': () => ({ ok: true }),
    'assistant.threads.setStatus': (args) => showAssistant(args, String(args['status'] ?? ''), []),
    'assistant.threads.setSuggestedPrompts': (args) =>
      showAssistant(args, '', (args['prompts'] as Prompt[] | undefined) ?? []),
    // The emulator would accept these and never send anything: saying no is more honest.
    'chat.scheduleMessage': () => refuse('unknown_method'),
    'chat.meMessage': () => refuse('unknown_method'),
  };
}
