/** The shapes in which Slack's Web API speaks, as far as the edge looks into them. */

export type Json = Record<string, unknown>;

export interface Block extends Json {
  type: string;
  block_id?: string;
}

export interface SharedFile extends Json {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
}

/** A message as the transcript keeps it: Slack's own fields, its conversation, and who alone may see it. */
export interface StoredMessage {
  type: 'message';
  channel: string;
  ts: string;
  user: string;
  text: string;
  bot_id?: string;
  app_id?: string;
  blocks?: Block[];
  attachments?: Json[];
  files?: SharedFile[];
  metadata?: Json;
  thread_ts?: string;
  edited?: { user: string; ts: string };
  /** Ephemeral: the only person who sees it. */
  only_for?: string;
}

export interface View extends Json {
  id: string;
  type: string;
  hash: string;
  blocks: Block[];
  callback_id: string;
  notify_on_close: boolean;
}

export type ApiResult = Json & { ok: boolean; error?: string };

/** Values of inputs as Slack reports them: block_id, then action_id. */
export type ViewValues = Record<string, Record<string, Json>>;

/** What the page hears; `onlyFor` names the one person it concerns. */
export type WorkspaceEvent =
  | { type: 'message'; message: StoredMessage; onlyFor?: string }
  | { type: 'deleted'; channel: string; ts: string; onlyFor?: string }
  | { type: 'modals'; views: readonly View[]; onlyFor: string }
  | { type: 'home'; view: View; onlyFor: string }
  | { type: 'read'; channel: string; ts: string; onlyFor: string }
  | { type: 'assistant'; channel: string; status: string; prompts: readonly Prompt[]; onlyFor: string };

export interface Prompt {
  title: string;
  message: string;
}
