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
  /** A fresh trigger for one interaction of this person; it lives for as long as patience lasts, and serves once. */
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
  patienceMs: number;
  transcript: Transcript;
  tell: (event: WorkspaceEvent) => void;
}

/** Slack stacks no more. */
const maxModals = 3;

/** `emulator` must be ready; nothing is open at the start, homes come from the transcript. */
export function createViews(parts: ViewParts): Views {
  const stacks = createStacks(parts.tell);
  const triggers = createTriggers(parts);
  const openOrPush = async (method: 'views.open' | 'views.push', args: Json): Promise<ApiResult> => {
    const trigger = String(args['trigger_id']);
    const personId = triggers.ownerOf(trigger);
    const below = method === 'views.push' ? stacks.get(personId) : [];
    if (below.length >= maxModals) return refuse('push_limit_reached');
    let result = await askEmulator(parts, method, args);
    if (result.error === 'expired_trigger_id' && triggers.isAlive(trigger)) {
      const trigger_id = await triggers.draw(personId, below.at(-1)?.id);
      result = await askEmulator(parts, method, { ...args, trigger_id });
    }
    if (result.error === 'push_limit_reached') {
      result = await openAbove(parts, below, { ...args, trigger_id: await triggers.draw(personId) });
    }
    triggers.delete(trigger);
    if (result.ok) stacks.set(personId, [...below, result['view'] as View]);
    return result;
  };
  const update = async (args: Json): Promise<ApiResult> => {
    const result = await askEmulator(parts, 'views.update', args);
    if (result.ok) stacks.replace(result['view'] as View);
    return result;
  };
  return {
    methods: {
      'views.open': (args) => openOrPush('views.open', args),
      'views.push': (args) => openOrPush('views.push', args),
      'views.update': update,
      'views.publish': (args) => publish(parts, args),
    },
    drawTrigger: triggers.draw,
    open: stacks.get,
    find: (personId, viewId) => stacks.get(personId).find(({ id }) => id === viewId),
    close: (personId, all) => stacks.set(personId, all ? [] : stacks.get(personId).slice(0, -1)),
    replace: (view, next) => update({ view_id: view.id, view: next }),
    push: async (personId, top, next) =>
      openOrPush('views.push', { trigger_id: await triggers.draw(personId, top.id), view: next }),
  };
}

/** Who may open something with which trigger, and for how long: to the emulator each is over after two to three seconds. */
function createTriggers({ emulator, patienceMs }: ViewParts) {
  const drawn = new Map<string, { readonly personId: string; readonly until: number }>();
  const draw: Views['drawTrigger'] = async (personId, viewId) => {
    const args = { user_id: personId, ...(viewId ? { view_id: viewId } : {}) };
    const result = await emulator.call('views.generateTriggerId', args);
    const trigger = String(result['trigger_id']);
    drawn.set(trigger, { personId, until: performance.now() + patienceMs });
    // Most are never used, and the old ones no longer could be.
    const [oldest = ''] = drawn.keys();
    if (drawn.size > 100) drawn.delete(oldest);
    return trigger;
  };
  return {
    draw,
    ownerOf: (trigger: string) => drawn.get(trigger)?.personId ?? '',
    isAlive: (trigger: string) => performance.now() < (drawn.get(trigger)?.until ?? 0),
    delete: (trigger: string) => void drawn.delete(trigger),
  };
}

/** The emulator also counts what was closed long ago. Opened anew and linked to the one below, it is the same to everybody. */
async function openAbove(parts: ViewParts, below: readonly View[], args: Json): Promise<ApiResult> {
  const result = await askEmulator(parts, 'views.open', args);
  if (!result.ok) return result;
  const view = {
    ...(result['view'] as View),
    previous_view_id: below.at(-1)?.id,
    root_view_id: below[0]?.id,
  };
  return { ...result, view };
}

/** The modals of each person; every change is told. */
function createStacks(tell: ViewParts['tell']) {
  const stacks = new Map<string, readonly View[]>();
  const get = (personId: string): readonly View[] => stacks.get(personId) ?? [];
  const set = (personId: string, views: readonly View[]): void => {
    stacks.set(personId, views);
    tell({ type: 'modals', views, onlyFor: personId });
  };
  const replace = (view: View): void => {
    for (const [personId, views] of stacks) {
      const next = views.map((shown) => (shown.id === view.id ? view : shown));
      if (next.some((shown, index) => shown !== views[index])) set(personId, next);
    }
  };
  return { get, set, replace };
}

async function askEmulator({ emulator }: ViewParts, method: string, args: Json): Promise<ApiResult> {
  const messages = validateView(args['view']);
  if (messages.length > 0) return { ...refuse('invalid_arguments'), response_metadata: { messages } };
  const view = args['view'] as { blocks: Block[] };
  return emulator.call(method, { ...args, view: { ...view, blocks: normalizeBlocks(view.blocks) } });
}

async function publish(parts: ViewParts, args: Json): Promise<ApiResult> {
  const person = findPerson(String(args['user_id']));
  if (!person) return refuse('user_not_found');
  const result = await askEmulator(parts, 'views.publish', args);
  if (!result.ok) return result;
  const view = result['view'] as View;
  parts.transcript.putHome(person.id, view);
  parts.tell({ type: 'home', view, onlyFor: person.id });
  return result;
}
