/** Ends work for a workspace once Flywheel is removed from it, whichever process was told of that. */

import type { FastifyBaseLogger } from 'fastify';
import type { InstallationStore } from './domain/installation.ts';
import { TENANT } from './tenant.ts';

const EVERY_MS = 1_000;

export interface InstallationWatch {
  readonly installations: Pick<InstallationStore, 'find'>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/**
 * Does `work` with a signal that fires when the given one does, or within a second of a removal. A database that does not
 * answer is asked again: what needs it fails by itself.
 */
export async function whileInstalled<T>(
  { installations, log }: InstallationWatch,
  { tenant, signal }: { readonly tenant: string; readonly signal: AbortSignal | undefined },
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (tenant === TENANT) return work(signal);
  const removed = new AbortController();
  const look = async () => {
    if ((await installations.find(tenant))?.state !== 'installed') removed.abort();
  };
  const looking = setInterval(
    () => void look().catch((err) => log.warn({ err }, 'the installation could not be read')),
    EVERY_MS,
  );
  try {
    return await work(signal === undefined ? removed.signal : AbortSignal.any([signal, removed.signal]));
  } finally {
    clearInterval(looking);
  }
}
