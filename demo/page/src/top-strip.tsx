/** The strip at the top: what the product is doing, what to try first, and the clock. */
import { useState } from 'react';
import { useWorkspaceContext } from './workspace-context.ts';

const defaultSuggestions = ['/predict', '/campaign', '/model'];

export function TopStrip({ onCommand }: { onCommand: (text: string) => void }) {
  const { state } = useWorkspaceContext();
  const { text, phase, progress, suggestions = defaultSuggestions } = state.status;
  return (
    <header className={`top-strip ${phase}`}>
      <p className="status" role="status">
        <span className="dot" aria-hidden="true" />
        {text}
      </p>
      {progress !== undefined && <progress value={progress} max={1} aria-label="Progress" />}
      <fieldset className="chips" aria-label="Suggested commands">
        {suggestions.slice(0, 3).map((suggestion) => (
          <button key={suggestion} type="button" className="chip" onClick={() => onCommand(suggestion)}>
            {suggestion}
          </button>
        ))}
      </fieldset>
      {state.canAdvanceClock && <ClockControl />}
    </header>
  );
}

function ClockControl() {
  const { state, api, attempt } = useWorkspaceContext();
  const [busy, setBusy] = useState(false);
  const advance = (days: number) => {
    setBusy(true);
    attempt(api.advance(days).finally(() => setBusy(false)));
  };
  const today = new Date(state.now).toLocaleDateString([], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  return (
    <fieldset className="clock" aria-label="Workspace clock" disabled={busy}>
      <span>{busy ? 'Moving…' : today}</span>
      <button type="button" onClick={() => advance(1)} title="Nightly jobs and customers' reactions happen">
        +1 day<span className="hidden">: move forward one day</span>
      </button>
      <button type="button" onClick={() => advance(7)} title="Nightly jobs and customers' reactions happen">
        +1 week<span className="hidden">: move forward one week</span>
      </button>
    </fieldset>
  );
}
