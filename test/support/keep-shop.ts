/** The simulated shop that many tests begin with, made once in a run: each gets a copy of its data. */

import { createShop, type Shop } from '../../simulator/shop.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { DAY } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
import { type Kind, makePlace, type Place, type Template } from './each-database.ts';
import { importPast } from './live-shop.ts';
import { makeOnce } from './make-once.ts';

export const START = Date.UTC(2026, 2, 2);
/** The moment at which its past ends and its first night is. */
export const NIGHT = START + 60 * DAY;
const PAST = { seed: 7, customers: 400, startAt: START, until: NIGHT };

/** With its past alone, or with what its first night made of that. */
export type Kept = 'with a past' | 'learnt';

const SETTINGS = { LOG_LEVEL: 'silent', SHOP_NAME: 'Candle & Co', OUTCOME_WINDOW_DAYS: '7' };

/** A copy of it, or a place with nothing in it; to be removed by whoever asked for it. */
export async function openPlace(on: Kind, kept?: Kept): Promise<Place> {
  return makePlace(on, kept && (await keepShop(on, kept)));
}

/** Its customers, who have lived until then and go on living. */
export function liveOn(): Shop {
  const shop = createShop({ ...PAST, days: 60 });
  shop.advanceTo(NIGHT);
  return shop;
}

function keepShop(on: Kind, kept: Kept): Promise<Template> {
  return makeOnce(`${on} ${kept}`, async (folder) => {
    const before = kept === 'learnt' ? await keepShop(on, 'with a past') : undefined;
    const { settings, dataDir } = await makePlace(on, before, folder);
    const app = await createApp({
      config: readConfig({ ...SETTINGS, ...settings }),
      clock: { now: () => NIGHT },
      log: createLog('silent'),
    });
    try {
      if (kept === 'learnt') await app.turn();
      else await importPast({ app }, PAST);
    } finally {
      await app.close();
    }
    const url = settings['DATABASE_URL'];
    return { dataDir, database: url === undefined ? null : new URL(url).pathname.slice(1) };
  });
}
