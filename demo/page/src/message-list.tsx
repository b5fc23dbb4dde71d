/** The messages of a conversation, oldest first, parted by days, kept at the newest while one is there. */
import { Fragment, type SyntheticEvent, type UIEvent, useLayoutEffect, useRef } from 'react';
import type { StoredMessage } from '../../slack/wire-types.ts';
import { MessageView } from './message-view.tsx';
import { continues, dayOf, describeDay, repliesTo } from './messages.ts';
import { useWorkspaceContext } from './workspace-context.ts';

interface MessageListProps {
  channelId: string;
  messages: readonly StoredMessage[];
  onThread: (ts: string) => void;
}

export function MessageList({ channelId, messages, onThread }: MessageListProps) {
  const { state } = useWorkspaceContext();
  const stickToEnd = useStickToEnd(messages);
  return (
    <section className="message-list" {...stickToEnd} aria-label="Messages" aria-live="polite">
      <Welcome channelId={channelId} />
      {messages.map((message, index) => {
        const previous = messages[index - 1];
        const isNewDay = !previous || dayOf(previous.ts) !== dayOf(message.ts);
        return (
          <Fragment key={message.ts}>
            {isNewDay && (
              <p className="day">
                <span>{describeDay(message.ts, state.now)}</span>
              </p>
            )}
            <MessageView
              message={message}
              compact={continues(previous, message)}
              replyCount={repliesTo(state, channelId, message.ts).length}
              onThread={() => onThread(message.ts)}
            />
          </Fragment>
        );
      })}
    </section>
  );
}

/** The beginning of the conversation, above the first message. */
function Welcome({ channelId }: { channelId: string }) {
  const { state } = useWorkspaceContext();
  const isDirect = channelId === state.me.directMessageId;
  return (
    <div className="welcome">
      <h3>{isDirect ? state.bot.name : `# ${state.channel.name}`}</h3>
      <p>
        {isDirect
          ? `Only you and ${state.bot.name} are here. Ask for a forecast, a customer or a campaign.`
          : `This is the beginning of #${state.channel.name}. ${state.bot.name} proposes campaigns here, and nothing is sent before one of you approves it.`}
      </p>
    </div>
  );
}

/** Follows the newest message unless the reader has scrolled up to read. */
function useStickToEnd(messages: readonly StoredMessage[]) {
  const list = useRef<HTMLElement>(null);
  const lastTs = useRef<string>(undefined);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
    const newest = messages.at(-1)?.ts;
    if (lastTs.current === undefined || distance < 600 || newest !== lastTs.current) {
      element.scrollTop = element.scrollHeight;
      isAtEnd.current = true;
    }
    lastTs.current = newest;
  }, [messages]);
  return {
    ref: list,
    onScroll({ currentTarget }: UIEvent<HTMLElement>) {
      const { scrollHeight, scrollTop, clientHeight } = currentTarget;
      isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80;
    },
    /** A picture is as high as it is only once it is there. */
    onLoadCapture({ currentTarget }: SyntheticEvent<HTMLElement>) {
      if (isAtEnd.current) currentTarget.scrollTop = currentTarget.scrollHeight;
    },
  };
}
