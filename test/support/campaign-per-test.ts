/** A Flywheel for a file of tests, with a new campaign before each, so far apart that nobody rests from an e-mail of the test before. */

import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { Kind } from './each-database.ts';
import { openFlywheel, type RunningFlywheel } from './open-flywheel.ts';
import { addContacts, proposeFor } from './propose-in-flywheel.ts';

export interface CampaignPerTest {
  readonly flywheel: RunningFlywheel;
  readonly campaign: Campaign;
  /** What the clock says at the beginning of the test. */
  readonly now: number;
}

/** To be called where tests are described; what it gives changes from test to test, so it is read within them. */
export function openCampaignPerTest(
  on: Kind,
  settings: Readonly<Record<string, string>> = {},
): CampaignPerTest {
  const given = { now: Date.UTC(2026, 4, 1, 9) } as {
    -readonly [Key in keyof CampaignPerTest]: CampaignPerTest[Key];
  };
  let contacts: readonly string[];
  beforeAll(async () => {
    given.flywheel = await openFlywheel({ on, at: given.now, settings });
    contacts = await addContacts(given.flywheel, 2);
  });
  afterAll(() => given.flywheel.stop());
  beforeEach(async () => {
    given.now += 60 * DAY;
    given.flywheel.setTime(given.now);
    given.campaign = await proposeFor(given.flywheel, contacts);
  });
  return given;
}
