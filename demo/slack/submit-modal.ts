/** Submitting a modal: what the client checks before it sends, and the four things a bot may answer. */
import type { ActParts } from './act-parts.ts';
import { interactionBase } from './payloads.ts';
import type { ApiResult, Json, View, ViewValues } from './wire-types.ts';
import type { Person } from './workspace.ts';

/** `errors` by block_id, shown under the fields; `trouble` is shown above them. */
export interface SubmitResult {
  errors?: Record<string, string>;
  trouble?: string;
}

const late = 'We had some trouble connecting. Try again? (operation_timeout)';
const absent = 'We had some trouble connecting. Try again? (dispatch_failed)';

/** Refused fields never reach the bot; an accepted submission closes, replaces or stacks the modal. */
export async function submitModal(
  parts: ActParts,
  person: Person,
  { viewId, values }: { viewId: string; values: ViewValues },
): Promise<SubmitResult> {
  const view = parts.views.find(person.id, viewId);
  if (!view) return { trouble: 'This window is no longer open.' };
  const missing = findMissing(view, values);
  if (Object.keys(missing).length > 0) return { errors: missing };
  const answer = await parts.app.interaction({
    ...interactionBase('view_submission', person),
    trigger_id: await parts.views.drawTrigger(person.id, viewId),
    view: { ...view, state: { values } },
    response_urls: [],
  });
  if (answer.kind === 'failed') return { trouble: answer.reason === 'operation_timeout' ? late : absent };
  const body = typeof answer.body === 'string' ? {} : answer.body;
  return applyAnswer(parts, person, { view, body });
}

async function applyAnswer(
  { views }: ActParts,
  person: Person,
  { view, body }: { view: View; body: Json },
): Promise<SubmitResult> {
  const action = body['response_action'];
  if (action === 'errors') return { errors: body['errors'] as Record<string, string> };
  if (action === 'update') return explain(await views.replace(view, body['view'] as Json));
  if (action === 'push') return explain(await views.push(person.id, view, body['view'] as Json));
  views.close(person.id, action === 'clear');
  return {};
}

function explain(result: ApiResult): SubmitResult {
  if (result.ok) return {};
  const messages = (result['response_metadata'] as { messages?: string[] } | undefined)?.messages ?? [];
  return {
    trouble: [`The app answered with a view that Slack refuses: ${result.error}`, ...messages].join('\n'),
  };
}

function findMissing(view: View, values: ViewValues): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || block['optional'] === true) continue;
    const element = block['element'] as Json;
    const state = values[String(block.block_id)]?.[String(element['action_id'])];
    if (isEmpty(state)) missing[String(block.block_id)] = 'Please complete this required field.';
  }
  return missing;
}

/** A state carries its type and one field with the value, whose name depends on the element. */
function isEmpty(state: Json | undefined): boolean {
  const values = Object.entries(state ?? {}).filter(([key]) => key !== 'type');
  return values.every(
    ([, value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}
