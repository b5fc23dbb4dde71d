/** What nearly every part of the page needs: the state, the calls, and who is who. */
import { createContext, useContext } from 'react';
import type { Api } from './api.ts';
import type { PageState } from './apply-event.ts';

export interface WorkspaceContext {
  state: PageState;
  api: Api;
  /** Runs something that may fail and shows the failure. */
  attempt(work: Promise<unknown>): void;
}

const context = createContext<WorkspaceContext | undefined>(undefined);

export const WorkspaceProvider = context.Provider;

export function useWorkspaceContext(): WorkspaceContext {
  const value = useContext(context);
  if (!value) throw new Error('useWorkspaceContext needs a WorkspaceProvider above it.');
  return value;
}
