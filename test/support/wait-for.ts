/** How long tests wait for what is to come: on a machine that is busy or slow all of it comes later, and none of it is wrong. */

import { vi } from 'vitest';

/** Less than a test may take (`vitest.config.ts`), so that it is told what was waited for. */
export const PATIENCE_MS = 60_000;

/** Asks again and again until `check` throws no more; resolves with what it gives then. */
export function waitFor<T>(check: () => T | Promise<T>, intervalMs = 20): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: intervalMs });
}
