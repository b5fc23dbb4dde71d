/** The one sentence at the top of the page, kept and told to everyone who looks; what is suggested stays until something else is. */

import type { StatusLine, StatusSource } from '../workspace-state.ts';

export interface Status extends StatusSource {
  set(line: StatusLine): void;
}

export function keepStatus(first: StatusLine): Status {
  let line = first;
  const listeners = new Set<(line: StatusLine) => void>();
  return {
    get: () => line,
    set(next) {
      const { suggestions } = line;
      line = suggestions === undefined ? next : { suggestions, ...next };
      for (const listener of listeners) listener(line);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
