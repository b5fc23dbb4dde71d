/** The left column: the workspace, its conversations with unread marks, the inbox, and who one is. */
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { countUnread } from './messages.ts';
import { useWorkspaceContext } from './workspace-context.ts';

export type Place = 'channel' | 'bot' | 'inbox';

interface SidebarProps {
  place: Place;
  onPlace: (place: Place) => void;
  onPerson: (id: string) => void;
}

export function Sidebar({ place, onPlace, onPerson }: SidebarProps) {
  const { state } = useWorkspaceContext();
  const entry = (to: Place) => ({ isCurrent: place === to, onOpen: () => onPlace(to) });
  return (
    <nav className="sidebar" aria-label="Workspace">
      <h1 className="workspace-name">{state.workspaceName}</h1>
      <h2>Channels</h2>
      <Entry {...entry('channel')} unread={countUnread(state, state.channel.id)}>
        <span className="hash" aria-hidden="true">
          #
        </span>
        {state.channel.name}
      </Entry>
      <h2>Apps</h2>
      <Entry {...entry('bot')} unread={countUnread(state, state.me.directMessageId)}>
        <Avatar userId={state.bot.userId} small />
        {state.bot.name}
      </Entry>
      <h2>Your customers</h2>
      <Entry {...entry('inbox')} unread={0}>
        <span className="hash" aria-hidden="true">
          <Icon shape="envelope" />
        </span>
        Inbox{state.mails.length > 0 && <span className="count">{state.mails.length}</span>}
      </Entry>
      <fieldset className="person-switch">
        <legend>You are</legend>
        {state.people.map((person) => (
          <button
            key={person.id}
            type="button"
            aria-pressed={person.id === state.me.id}
            onClick={() => onPerson(person.id)}
          >
            <Avatar userId={person.id} />
            <span>
              <strong>{person.name}</strong>
              <small>{person.title}</small>
            </span>
          </button>
        ))}
      </fieldset>
    </nav>
  );
}

interface EntryProps {
  isCurrent: boolean;
  onOpen: () => void;
  unread: number;
  children: React.ReactNode;
}

function Entry({ isCurrent, onOpen, unread, children }: EntryProps) {
  const isUnread = unread > 0 && !isCurrent;
  return (
    <button
      type="button"
      className={isUnread ? 'entry unread' : 'entry'}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onOpen}
    >
      {children}
      {isUnread && (
        <span className="badge">
          {unread}
          <span className="hidden"> unread</span>
        </span>
      )}
    </button>
  );
}
