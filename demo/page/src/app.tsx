/** The whole page: sidebar, what is happening, and the conversation, inbox or home one looks at. */
import { useCallback, useMemo, useState } from 'react';
import { people } from '../../slack/workspace.ts';
import { Conversation } from './conversation.tsx';
import { InboxPane } from './inbox-pane.tsx';
import { Modal } from './modal.tsx';
import { type Place, Sidebar } from './sidebar.tsx';
import { TopStrip } from './top-strip.tsx';
import { useWorkspace } from './use-workspace.ts';
import { type WorkspaceContext, WorkspaceProvider } from './workspace-context.ts';

export function App() {
  const [personId, setPersonId] = useState(recallPerson);
  const [place, setPlace] = useState<Place>('channel');
  const [fault, setFault] = useState('');
  const { state, api, connected } = useWorkspace(personId);
  const attempt = useCallback((work: Promise<unknown>) => {
    setFault('');
    work.catch((error: Error) => setFault(error.message));
  }, []);
  const context = useMemo<WorkspaceContext | undefined>(
    () => state && { state, api, attempt },
    [state, api, attempt],
  );
  const changePerson = (id: string) => {
    sessionStorage.setItem('person', id);
    setPersonId(id);
  };
  if (!context || !state) return <p className="loading">Opening the workspace…</p>;
  const top = state.modals.at(-1);
  return (
    <WorkspaceProvider value={context}>
      <div className="page">
        <TopStrip onCommand={(text) => sayCommand(context, { place, setPlace, text })} />
        {!connected && (
          <p className="fault" role="alert">
            The server cannot be reached. Trying again…
          </p>
        )}
        {fault && (
          <p className="fault" role="alert">
            {fault}
          </p>
        )}
        <div className="columns">
          <Sidebar place={place} onPlace={setPlace} onPerson={changePerson} />
          {place === 'inbox' ? (
            <InboxPane />
          ) : (
            <Conversation
              key={`${personId} ${place}`}
              channelId={place === 'channel' ? state.channel.id : state.me.directMessageId}
            />
          )}
        </div>
        {top && <Modal key={top.id} view={top} depth={state.modals.length} />}
      </div>
    </WorkspaceProvider>
  );
}

/** Per tab, so that two tabs can be two people. */
function recallPerson(): string {
  const kept = sessionStorage.getItem('person');
  return people.find(({ id }) => id === kept)?.id ?? people[0].id;
}

interface CommandChip {
  place: Place;
  setPlace: (place: Place) => void;
  text: string;
}

function sayCommand({ state, api, attempt }: WorkspaceContext, { place, setPlace, text }: CommandChip): void {
  if (place === 'inbox') setPlace('channel');
  attempt(api.say(place === 'bot' ? state.me.directMessageId : state.channel.id, text));
}
