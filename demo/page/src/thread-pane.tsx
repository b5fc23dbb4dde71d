/** A thread, beside its conversation. */
import { Composer } from './composer.tsx';
import { MessageView } from './message-view.tsx';
import { repliesTo } from './messages.ts';
import { useWorkspaceContext } from './workspace-context.ts';

interface ThreadPaneProps {
  channelId: string;
  rootTs: string;
  onClose: () => void;
}

export function ThreadPane({ channelId, rootTs, onClose }: ThreadPaneProps) {
  const { state } = useWorkspaceContext();
  const root = state.messages.find(({ channel, ts }) => channel === channelId && ts === rootTs);
  const replies = repliesTo(state, channelId, rootTs);
  return (
    <aside className="thread" aria-label="Thread">
      <header className="conversation-header">
        <h2>Thread</h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          ✕
        </button>
      </header>
      <section className="message-list" aria-label="Replies" aria-live="polite">
        {root && <MessageView message={root} />}
        <p className="day">
          <span>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
        </p>
        {replies.map((reply) => (
          <MessageView key={reply.ts} message={reply} />
        ))}
      </section>
      <Composer channelId={channelId} threadTs={rootTs} label="Reply in thread" />
    </aside>
  );
}
