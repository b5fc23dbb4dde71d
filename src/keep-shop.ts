/** Keeps at hand what a team says of its shop, with the environment's word where it says nothing. */

import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import {
  findFaults,
  NOTHING_CHOSEN,
  type ShopChoice,
  type ShopSettings,
  type ShopSettingsStore,
  type ShopVersion,
  settle,
} from './domain/shop-settings.ts';
import { AppError } from './errors.ts';

export interface Shop {
  /** As of the last look. */
  current(): ShopSettings;
  /** What holds where nothing is chosen. */
  readonly fallback: ShopSettings;
  /** Looks whether another process has kept something newer. */
  refresh(): Promise<ShopVersion | null>;
  /** Keeps what was chosen on top of `version`. Throws `invalid` on faults, `conflict` when somebody else was faster. */
  choose(choice: ShopChoice, by: { readonly actor: string; readonly version: number }): Promise<void>;
}

/** Read once before it is returned: no e-mail leaves under a name that the team has replaced. */
export async function keepShop(
  store: ShopSettingsStore,
  { config, clock }: { readonly config: Config; readonly clock: Clock },
): Promise<Shop> {
  const fallback = fallbackOf(config);
  let known = fallback;
  const refresh = async () => {
    const latest = await store.latest();
    known = settle(latest?.choice ?? NOTHING_CHOSEN, fallback);
    return latest;
  };
  await refresh();
  return {
    current: () => known,
    fallback,
    refresh,
    async choose(choice, { actor, version }) {
      const [fault] = Object.values(findFaults(choice));
      if (fault !== undefined) throw new AppError('invalid', fault);
      const next = { version: version + 1, changedBy: actor, changedAt: clock.now(), choice };
      if (!(await store.add(next)))
        throw new AppError(
          'conflict',
          'Somebody else has changed the settings meanwhile: open the form again.',
        );
      await refresh();
    },
  };
}

function fallbackOf({ shopName, mail, shopTimeZone, outcomeWindowDays, undoMinutes }: Config): ShopSettings {
  return {
    shopName,
    mailFrom: mail?.from ?? 'nobody@localhost',
    postalAddress: mail?.postalAddress ?? '',
    timeZone: shopTimeZone,
    outcomeWindowDays,
    undoMinutes,
  };
}
