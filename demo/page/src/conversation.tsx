/** A channel or the bot's own conversation: header, messages, composer, the bot's home, and a thread beside them. */
import { useEffect, useState } from 'react';
import { BlockSurface } from './blocks/block-surface.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { topLevel } from './messages.ts';
import { ThreadPane } from './thread-pane.tsx';
import { useWorkspaceContext } from './workspace-context.ts';

export function Conversation({ channelId }: { channelId: string }) {
  const { state, api, attempt } = useWorkspaceContext();
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const [threadTs, setThreadTs] = useState<string>();
  const isDirect = channelId === state.me.directMessageId;
  const messages = topLevel(state, channelId);
  useMarkRead(channelId, messages.at(-1)?.ts);
  // Slack tells an app when its own conversation is opened; it may then offer prompts.
  useEffect(() => {
    if (isDirect) attempt(api.home('messages'));
  }, [isDirect, api, attempt]);
  const openTab = (next: 'messages' | 'home') => {
    setTab(next);
    attempt(api.home(next));
  };
  const title = isDirect ? state.bot.name : `# ${state.channel.name}`;
  return (
    <>
      <main className="conversation" aria-label={isDirect ? state.bot.name : state.channel.name}>
        <header className="conversation-header">
          <h2>{title}</h2>
          {isDirect ? <Tabs tab={tab} onTab={openTab} /> : <p>{state.channel.topic}</p>}
        </header>
        {tab === 'home' ? (
          <Home />
        ) : (
          <>
            <MessageList channelId={channelId} messages={messages} onThread={setThreadTs} />
            <AssistantLine channelId={channelId} />
            <Composer
              channelId={channelId}
              label={isDirect ? `Message ${state.bot.name}` : `Message #${state.channel.name}`}
            />
          </>
        )}
      </main>
      {threadTs && (
        <ThreadPane channelId={channelId} rootTs={threadTs} onClose={() => setThreadTs(undefined)} />
      )}
    </>
  );
}

/** What is on the screen has been read, once the page is in front. */
function useMarkRead(channelId: string, lastTs: string | undefined): void {
  const { state, api, attempt } = useWorkspaceContext();
  const readUpTo = Number(state.readUpTo[channelId] ?? 0);
  useEffect(() => {
    if (lastTs && Number(lastTs) > readUpTo && !document.hidden) attempt(api.read(channelId, lastTs));
  }, [channelId, lastTs, readUpTo, api, attempt]);
}

function Tabs({ tab, onTab }: { tab: 'messages' | 'home'; onTab: (tab: 'messages' | 'home') => void }) {
  return (
    <div className="tabs" role="tablist" aria-label="Views of the app">
      {(['home', 'messages'] as const).map((name) => (
        <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => onTab(name)}>
          {name === 'home' ? 'Home' : 'Messages'}
        </button>
      ))}
    </div>
  );
}

function Home() {
  const { state } = useWorkspaceContext();
  const { home } = state;
  return (
    <section className="home" aria-label="Home">
      {home ? (
        <BlockSurface key={`${home.id} ${home.hash}`} blocks={home.blocks} where={{ viewId: home.id }} />
      ) : (
        <p className="quiet">Nothing here yet.</p>
      )}
    </section>
  );
}

function AssistantLine({ channelId }: { channelId: string }) {
  const { state, api, attempt } = useWorkspaceContext();
  const shown = state.assistant[channelId];
  if (!shown) return null;
  return (
    <div className="assistant-line">
      {shown.status && (
        <p role="status">
          {state.bot.name} {shown.status}
        </p>
      )}
      {shown.prompts.map(({ title, message }) => (
        <button
          key={title}
          type="button"
          className="chip"
          onClick={() => attempt(api.say(channelId, message))}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
