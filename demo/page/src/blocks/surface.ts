/** A surface is a message, a modal or a home: the values of its inputs, and what using an element does. */
import { createContext, useCallback, useContext, useState } from 'react';
import type { Block, Json, ViewValues } from '../../../slack/wire-types.ts';
import type { ClickPlace } from '../api.ts';
import { useWorkspaceContext } from '../workspace-context.ts';
import { initialValues } from './initial-values.ts';

export interface Surface {
  values: ViewValues;
  /** Faults by block_id, as the bot reported them. */
  errors: Readonly<Record<string, string>>;
  setValue(blockId: string, actionId: string, value: Json): void;
  /** Tells the bot that an element was used. */
  use(blockId: string, actionId: string, chosen: Json): void;
}

const context = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = context.Provider;

export function useSurface(): Surface {
  const surface = useContext(context);
  if (!surface) throw new Error('useSurface needs a SurfaceProvider above it.');
  return surface;
}

/** State for a surface of its own; it starts from the initial values that stand in the blocks. */
export function useSurfaceState(blocks: readonly Block[], where: ClickPlace): Surface {
  const { api, attempt } = useWorkspaceContext();
  const [values, setValues] = useState(() => initialValues(blocks));
  const setValue = useCallback((blockId: string, actionId: string, value: Json) => {
    setValues((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: value } }));
  }, []);
  const use: Surface['use'] = (blockId, actionId, chosen) => {
    const now = chosen['type']
      ? { ...values, [blockId]: { ...values[blockId], [actionId]: chosen } }
      : values;
    attempt(api.click(where, { blockId, actionId, chosen, values: now }));
  };
  return { values, errors: {}, setValue, use };
}
