/** The strip at the top: what the product is doing, what to try first, and the clock. */
import { useEffect, useState } from 'react';
import { useWorkspaceContext } from './workspace-context.ts';

/** In minutes, as the clock is moved. */
const DAY = 24 * 60;
const SECONDS_SHOWN_LATE = 10;

export function TopStrip({ onCommand }: { onCommand: (text: string) => void }) {
  const { state } = useWorkspaceContext();
  const { text, phase, progress, suggestions = [] } = state.status;
  return (
    <header className={`top-strip ${phase}`}>
      <p className="status" role="status">
        <span className="dot" aria-hidden="true" />
        {text}
      </p>
      {progress !== undefined && <progress value={progress} max={1} aria-label="Progress" />}
      {suggestions.length > 0 && (
        <fieldset className="chips" aria-label="Suggested commands">
          {suggestions.slice(0, 3).map((suggestion) => (
            <button key={suggestion} type="button" className="chip" onClick={() => onCommand(suggestion)}>
              {suggestion}
            </button>
          ))}
        </fieldset>
      )}
      {state.canAdvanceClock && <ClockControl />}
    </header>
  );
}

function ClockControl() {
  const { state, api, attempt } = useWorkspaceContext();
  const [busy, setBusy] = useState(false);
  const now = useRunning(state.now);
  const advance = (minutes: number) => {
    setBusy(true);
    attempt(api.advance(minutes).finally(() => setBusy(false)));
  };
  const time = new Date(now).toLocaleString([], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <fieldset className="clock" aria-label="Workspace clock" disabled={busy}>
      <span>{busy ? 'Moving…' : time}</span>
      <button type="button" onClick={() => advance(10)} title="What is due by then is sent">
        +10 minutes<span className="hidden">: move forward ten minutes</span>
      </button>
      <button type="button" onClick={() => advance(DAY)} title="Nightly jobs and customers' reactions happen">
        +1 day<span className="hidden">: move forward one day</span>
      </button>
      <button
        type="button"
        onClick={() => advance(7 * DAY)}
        title="Nightly jobs and customers' reactions happen"
      >
        +1 week<span className="hidden">: move forward one week</span>
      </button>
    </fieldset>
  );
}

/** What the workspace's clock shows by now, `from` having been told when it came. */
function useRunning(from: number): number {
  const [since, setSince] = useState({ from, passed: 0 });
  useEffect(() => {
    const begun = performance.now();
    const tick = () => setSince({ from, passed: performance.now() - begun });
    tick();
    const ticking = setInterval(tick, SECONDS_SHOWN_LATE * 1000);
    return () => clearInterval(ticking);
  }, [from]);
  return since.from + since.passed;
}
