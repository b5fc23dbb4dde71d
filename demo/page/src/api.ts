/** Everything the page asks of the server, in one place. */
import type { Mail } from '../../inbox/mail.ts';
import type { ElementUse } from '../../slack/act-as-person.ts';
import type { SubmitResult } from '../../slack/submit-modal.ts';
import type { ViewValues } from '../../slack/wire-types.ts';
import type { WorkspaceState } from '../../workspace-state.ts';

export type ClickPlace = { viewId: string } | { channel: string; ts: string };

/** The calls of one person; each rejects with a sentence that can be shown. */
export function createApi(person: string) {
  const post = <T>(what: string, body: object) => ask<T>(`/workspace/${what}`, { person, ...body });
  return {
    state: () => ask<WorkspaceState>(`/workspace/state?person=${encodeURIComponent(person)}`),
    mail: (id: string) => ask<Mail>(`/workspace/inbox/${encodeURIComponent(id)}`),
    say: (channel: string, text: string, threadTs?: string) =>
      post('say', { channel, text, ...(threadTs ? { threadTs } : {}) }),
    click: (where: ClickPlace, use: ElementUse) => post('click', { where, use }),
    submit: (viewId: string, values: ViewValues) => post<SubmitResult>('submit', { viewId, values }),
    close: (viewId: string) => post('close', { viewId }),
    home: (tab: 'home' | 'messages') => post('home', { tab }),
    read: (channel: string, ts: string) => post('read', { channel, ts }),
    advance: (minutes: number) => post('clock', { minutes }),
  };
}

export type Api = ReturnType<typeof createApi>;

async function ask<T>(path: string, body?: object): Promise<T> {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, init);
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
  return answer;
}
