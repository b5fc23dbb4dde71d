/** The one sentence at the top of the page, kept and told to everyone who looks. */

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
      line = next;
      for (const listener of listeners) listener(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
