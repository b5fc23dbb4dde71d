/** The slash commands that fit what has been typed, above the composer. */
import type { SlashCommand } from '../../slack/workspace.ts';

interface CommandListProps {
  id: string;
  commands: readonly SlashCommand[];
  chosen: number;
  /** Gets the text that then stands in the composer. */
  onChoose: (text: string) => void;
}

export function CommandList({ id, commands, chosen, onChoose }: CommandListProps) {
  return (
    <div className="command-list" id={id} role="listbox" aria-label="Commands">
      {commands.map(({ command, hint, description }, index) => (
        <div
          key={command}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(`${command} `);
          }}
        >
          <strong>{command}</strong> <span className="hint">{hint}</span>
          <small>{description}</small>
        </div>
      ))}
    </div>
  );
}
