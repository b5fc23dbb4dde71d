/** Where one types: Enter sends, and a slash offers the commands. */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { SlashCommand } from '../../slack/workspace.ts';
import { CommandList } from './command-list.tsx';
import { useWorkspaceContext } from './workspace-context.ts';

interface ComposerProps {
  channelId: string;
  label: string;
  threadTs?: string;
}

export function Composer({ channelId, label, threadTs }: ComposerProps) {
  const { state, api, attempt } = useWorkspaceContext();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const matches = findCommands(state.commands, text);
  const isOpen = matches.length > 0;
  const change = (value: string) => {
    setText(value);
    setChosen(0);
    field.current?.focus();
  };
  const send = () => {
    if (text.trim() === '') return;
    attempt(api.say(channelId, text, threadTs));
    change('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event, isOpen);
    if (!action) return;
    event.preventDefault();
    if (action === 'send') send();
    else if (action === 'complete') change(`${matches[chosen]?.command} `);
    else if (action === 'dismiss') change('');
    else setChosen((chosen + action + matches.length) % matches.length);
  };
  return (
    <div className="composer">
      {isOpen && <CommandList id={listId} commands={matches} chosen={chosen} onChoose={change} />}
      <SlashButton onPress={() => change('/')} />
      <textarea
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        placeholder={label}
        rows={1}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <SendButton isEmpty={text.trim() === ''} onSend={send} />
    </div>
  );
}

function SlashButton({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" className="slash" aria-label="Show commands" onClick={onPress}>
      /
    </button>
  );
}

function SendButton({ isEmpty, onSend }: { isEmpty: boolean; onSend: () => void }) {
  return (
    <button type="button" className="send" aria-label="Send" disabled={isEmpty} onClick={onSend}>
      ➤
    </button>
  );
}

/** Those that begin with what has been typed, until one of them is complete. */
function findCommands(commands: readonly SlashCommand[], text: string): readonly SlashCommand[] {
  if (!/^\/\S*$/.test(text) || commands.some(({ command }) => command === text)) return [];
  return commands.filter(({ command }) => command.startsWith(text));
}

function actionOf(
  event: KeyboardEvent,
  isOpen: boolean,
): 'send' | 'complete' | 'dismiss' | 1 | -1 | undefined {
  // The Enter that ends a composition of, say, Japanese belongs to the keyboard.
  if (event.nativeEvent.isComposing) return undefined;
  if (isOpen) {
    if (event.key === 'Tab' || event.key === 'Enter') return 'complete';
    if (event.key === 'ArrowDown') return 1;
    if (event.key === 'ArrowUp') return -1;
    if (event.key === 'Escape') return 'dismiss';
  }
  return event.key === 'Enter' && !event.shiftKey ? 'send' : undefined;
}
