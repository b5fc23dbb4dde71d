/** Modals and App Home: the emulator judges triggers, hashes and depth; the edge checks the blocks and shows the result to the page. */
import { type Method, refuse } from './answer-chat.ts';
import type { SlackEmulator } from './launch-emulator.ts';
import { normalizeBlocks } from './normalize-blocks.ts';
import type { Transcript } from './transcript.ts';
import { validateView } from './validate-blocks.ts';
import type { ApiResult, Block, Json, View, WorkspaceEvent } from './wire-types.ts';
import { findPerson } from './workspace.ts';

export interface Views {
  readonly methods: Record<string, Method>;
  /** A fresh trigger for one interaction of this person; it lives two to three seconds and serves once. */
  drawTrigger(personId: string, viewId?: string): Promise<string>;
  /** The modals this person has open, lowest first. */
  open(personId: string): readonly View[];
  find(personId: string, viewId: string): View | undefined;
  /** Closes the topmost modal, or all of them. */
  close(personId: string, all: boolean): void;
  /** `response_action` update and push, without a call from the bot. */
  replace(view: View, next: Json): Promise<ApiResult>;
  push(personId: string, top: View, next: Json): Promise<ApiResult>;
}

export interface ViewParts {
  emulator: SlackEmulator;
  transcript: Transcript;
  tell: (event: WorkspaceEvent) => void;
}

/** `emulator` must be ready; nothing is open at the start, homes come from the transcript. */
export function createViews({ emulator, transcript, tell }: ViewParts): Views {
  const stacks = new Map<string, View[]>();
  const triggers = new Map<string, string>();
  const open = (personId: string): readonly View[] => stacks.get(personId) ?? [];
  const setStack = (personId: string, views: View[]): void => {
    stacks.set(personId, views);
    tell({ type: 'modals', views, onlyFor: personId });
  };
  const ask = async (method: string, args: Json): Promise<ApiResult> => {
    const messages = validateView(args['view']);
    if (messages.length > 0) return { ...refuse('invalid_arguments'), response_metadata: { messages } };
    const view = args['view'] as { blocks: Block[] };
    return emulator.call(method, { ...args, view: { ...view, blocks: normalizeBlocks(view.blocks) } });
  };
  const openOrPush = (method: string): Method => {
    return async (args) => {
      const result = await ask(method, args);
      const personId = triggers.get(String(args['trigger_id']));
      triggers.delete(String(args['trigger_id']));
      if (!result.ok || !personId) return result;
      const below = method === 'views.push' ? open(personId) : [];
      setStack(personId, [...below, result['view'] as View]);
      return result;
    };
  };
  const update: Method = async (args) => {
    const result = await ask('views.update', args);
    if (result.ok) showUpdate(result['view'] as View);
    return result;
  };
  const showUpdate = (view: View): void => {
    for (const [personId, views] of stacks) {
      if (!views.some(({ id }) => id === view.id)) continue;
      setStack(
        personId,
        views.map((shown) => (shown.id === view.id ? view : shown)),
      );
    }
  };
  const publish: Method = async (args) => {
    const person = findPerson(String(args['user_id']));
    if (!person) return refuse('user_not_found');
    const result = await ask('views.publish', args);
    if (!result.ok) return result;
    const view = result['view'] as View;
    transcript.putHome(person.id, view);
    tell({ type: 'home', view, onlyFor: person.id });
    return result;
  };
  const drawTrigger: Views['drawTrigger'] = async (personId, viewId) => {
    const args = { user_id: personId, ...(viewId ? { view_id: viewId } : {}) };
    const result = await emulator.call('views.generateTriggerId', args);
    const trigger = String(result['trigger_id']);
    triggers.set(trigger, personId);
    return trigger;
  };
  const methods = {
    'views.open': openOrPush('views.open'),
    'views.push': openOrPush('views.push'),
    'views.update': update,
    'views.publish': publish,
  };
  return {
    methods,
    drawTrigger,
    open,
    find: (personId, viewId) => open(personId).find(({ id }) => id === viewId),
    close: (personId, all) => setStack(personId, all ? [] : open(personId).slice(0, -1)),
    replace: async (view, next) => update({ view_id: view.id, view: next }),
    push: async (personId, top, next) =>
      methods['views.push']({ trigger_id: await drawTrigger(personId, top.id), view: next }),
  };
}
