/** The line at the top of the local workspace: what is worth doing next, and what is suggested meanwhile. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { keepStatus } from '../../demo/life/keep-status.ts';
import { sayNext } from '../../demo/life/say-next.ts';
import type { App } from '../../src/app.ts';
import { MINUTE } from '../../src/domain/clock.ts';
import { openMarketingShop } from '../support/marketing-shop.ts';

describe('what is worth doing next', () => {
  it('goes from the commands to the approved campaign, and says when that is about to be sent', async () => {
    const shop = await openMarketingShop();
    onTestFinished(() => shop.close());
    const { clock, stores } = shop;
    const next = () => sayNext({ stores, clock } as unknown as App, null);
    expect((await next()).text).toBe('Ready. Try /predict, then /campaign.');
    const { id } = await shop.addContact('ann');
    const { id: campaignId, contentHash } = await shop.addCampaign([id], { state: 'proposed' });
    await stores.campaigns.transition({
      ...{ campaignId, contentHash, from: 'proposed', to: 'approved', action: 'approve', actor: 'U1' },
      ...{ at: clock.now(), comment: null, start: { seen: null, at: clock.now() + 10 * MINUTE } },
    });
    expect(await next()).toEqual({
      phase: 'ready',
      text: 'Ready. Campaign 1 is approved: press +10 minutes, or Send now on its card.',
      suggestions: ['/campaign 1', '/campaign', '/predict'],
    });
    clock.move(10 * MINUTE);
    expect((await next()).text).toBe('Ready. Campaign 1 is about to be sent: the inbox counts what arrives.');
  });
});

describe('what is suggested', () => {
  it('is nothing before anything can be asked, and stays while something is being done', () => {
    const status = keepStatus({ phase: 'working', text: 'Starting' });
    const told: unknown[] = [];
    status.subscribe(({ suggestions }) => told.push(suggestions));
    status.set({ phase: 'working', text: 'Recording the past', progress: 0.1 });
    expect(status.get().suggestions).toBeUndefined();
    status.set({ phase: 'ready', text: 'Ready', suggestions: ['/campaign 1'] });
    status.set({ phase: 'working', text: 'Sending' });
    expect(status.get()).toEqual({ phase: 'working', text: 'Sending', suggestions: ['/campaign 1'] });
    status.set({ phase: 'ready', text: 'Sent', suggestions: ['/report'] });
    expect(told).toEqual([undefined, ['/campaign 1'], ['/campaign 1'], ['/report']]);
  });
});
