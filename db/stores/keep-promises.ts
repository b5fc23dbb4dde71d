/** Guards what campaigns promise: an approval names an offer, so its terms stay while the campaign can be sent. */

import { and, eq, inArray } from 'drizzle-orm';
import { OPEN_STATES } from '../../src/domain/campaign.ts';
import { brokenPromise, type Offer } from '../../src/domain/offer.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';

/** Throws `conflict` when to replace `promised` by `offer` breaks what an open campaign promises. */
export async function keepPromises(
  { database, tenant }: StoreParts,
  connection: Connection,
  { promised, offer }: { readonly promised: Offer; readonly offer: Offer },
): Promise<void> {
  const broken = brokenPromise(promised, offer);
  if (broken === null) return;
  const { campaigns } = database.tables;
  const open = await connection
    .select({ number: campaigns.number, strategy: campaigns.strategy })
    .from(campaigns)
    .where(and(eq(campaigns.tenant, tenant), inArray(campaigns.state, [...OPEN_STATES])))
    .orderBy(campaigns.number);
  const campaign = open.find(({ strategy }) => strategy.offerId === offer.id);
  if (campaign === undefined) return;
  throw new AppError(
    'conflict',
    `Campaign ${campaign.number} promises the offer ${offer.id} as it is: ${broken}. ` +
      `Make a new offer with another id, or reject or stop campaign ${campaign.number} first.`,
  );
}
