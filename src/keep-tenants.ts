/** Keeps what is open for each workspace in line with the installations, whichever process changed them. */

import type { Installation } from './domain/installation.ts';

export interface OpenedTenant {
  close(): Promise<void>;
}

export interface TenantsOptions<T extends OpenedTenant> {
  readonly list: () => Promise<readonly Installation[]>;
  /** Called anew when it was installed again or has ended. */
  readonly open: (installation: Installation) => Promise<T>;
  readonly log: Record<'error', (details: object, words: string) => void>;
}

export interface Tenants<T extends OpenedTenant> {
  /** Null where Flywheel was never installed. One that was added by another process a moment ago is found. */
  find(tenant: string): Promise<T | null>;
  /** Looks now; resolves once what changed is open or closed. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** So long another process may go on for a workspace that was removed. */
const EVERY_MS = 5_000;
/** A stranger who makes up names must not have the database asked for each. */
const LOOK_AGAIN_MS = 1_000;

interface Known<T> {
  readonly key: string;
  readonly opened: T;
}

/** Nothing is open before the first `look`. */
export function keepTenants<T extends OpenedTenant>(options: TenantsOptions<T>): Tenants<T> {
  const known = new Map<string, Known<T>>();
  let looking: Promise<void> = Promise.resolve();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  const look = (): Promise<void> => {
    lookedAt = performance.now();
    const next = looking.then(() => (isStopped ? undefined : bringInLine(options, known)));
    looking = next.catch((err) => options.log.error({ err }, 'the installations could not be read'));
    return next;
  };
  const timer = setInterval(() => void look().catch(() => undefined), EVERY_MS);
  return {
    async find(tenant) {
      if (!known.has(tenant) && performance.now() - lookedAt >= LOOK_AGAIN_MS) await look();
      else if (!known.has(tenant)) await looking;
      return known.get(tenant)?.opened ?? null;
    },
    look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...known.values()].map(({ opened }) => opened.close()));
    },
  };
}

async function bringInLine<T extends OpenedTenant>(
  { list, open, log }: TenantsOptions<T>,
  known: Map<string, Known<T>>,
): Promise<void> {
  for (const installation of await list()) {
    const { tenant, state, installedAt } = installation;
    const key = `${state} ${installedAt}`;
    const before = known.get(tenant);
    if (before?.key === key) continue;
    try {
      known.delete(tenant);
      await before?.opened.close();
      known.set(tenant, { key, opened: await open(installation) });
    } catch (err) {
      // One workspace's trouble is not the others'; it is opened at the next look.
      log.error({ err, tenant }, 'a workspace could not be opened');
    }
  }
}
