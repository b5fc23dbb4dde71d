/** Wires the send stage to a shop and to a mailer. */

import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import type { Mailer } from '../../src/domain/email.ts';
import { createLinkSigner } from '../../src/privacy/sign-link.ts';
import { type DeliverOptions, type DeliverResult, deliverDue } from '../../src/send/deliver-due.ts';
import { drawCouponCode } from '../../src/send/draw-coupon-code.ts';
import type { SendPorts } from '../../src/send/send-message.ts';
import { startApproved } from '../../src/send/start-approved.ts';
import type { MarketingShop } from '../support/marketing-shop.ts';

export const signer = createLinkSigner(Buffer.alloc(32, 3));
export const settings = {
  publicUrl: 'https://mail.shop.test',
  mailFrom: 'Tea Shop <hello@shop.test>',
  postalAddress: '1 High Street, London',
  shopName: 'Tea Shop',
};

export function portsOf(shop: MarketingShop, mailer: Mailer, change: Partial<SendPorts> = {}): SendPorts {
  return {
    ...shop.stores,
    mailer,
    renderer: createEmailRenderer(),
    signer,
    clock: shop.clock,
    drawCouponCode,
    ...change,
  };
}

export async function startAndDeliver(
  ports: SendPorts,
  options: Partial<DeliverOptions> = {},
): Promise<DeliverResult> {
  await startApproved(ports);
  return deliver(ports, options);
}

export function deliver(ports: SendPorts, options: Partial<DeliverOptions> = {}): Promise<DeliverResult> {
  return deliverDue(ports, { settings, owner: 'worker-1', seed: 1, ...options });
}
