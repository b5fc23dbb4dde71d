/** Keeps the page's state: a snapshot when the stream opens, then the stream itself; never a poll. */
import { useEffect, useMemo, useState } from 'react';
import type { PageEvent } from '../../workspace-state.ts';
import { type Api, createApi } from './api.ts';
import { applyEvent, type PageState } from './apply-event.ts';

export interface Workspace {
  state: PageState | undefined;
  api: Api;
  /** False while the server cannot be reached; the browser tries again by itself. */
  connected: boolean;
}

export function useWorkspace(personId: string): Workspace {
  const api = useMemo(() => createApi(personId), [personId]);
  const [state, setState] = useState<PageState>();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    setState(undefined);
    return followEvents(api, personId, { setState, setConnected });
  }, [api, personId]);
  // Between two people nothing is shown: not for one moment what was meant for the other.
  return { state: state?.me.id === personId ? state : undefined, api, connected };
}

interface Setters {
  setState: React.Dispatch<React.SetStateAction<PageState | undefined>>;
  setConnected: (connected: boolean) => void;
}

/** Events that arrive while the snapshot is under way wait for it, since it may be older than they are. */
function followEvents(api: Api, personId: string, { setState, setConnected }: Setters): () => void {
  const source = new EventSource(`/workspace/events?person=${encodeURIComponent(personId)}`);
  let waiting: PageEvent[] | undefined = [];
  let closed = false;
  source.onopen = async () => {
    waiting = [];
    const snapshot = await api.state().catch(() => undefined);
    if (closed || !snapshot) return;
    const missed = waiting ?? [];
    waiting = undefined;
    setState(missed.reduce(applyEvent, { ...snapshot, assistant: {} }));
    setConnected(true);
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as PageEvent;
    if (waiting) waiting.push(event);
    else setState((state) => state && applyEvent(state, event));
  };
  source.onerror = () => setConnected(false);
  return () => {
    closed = true;
    source.close();
  };
}
