/** Reads what a row of a mapped CSV says happened: an order line, an event, or nothing but who the customer is. */

import { EVENT } from '../domain/event.ts';
import { Fault } from './fault.ts';
import type { ImportMapping, MappedColumn } from './import-mapping.ts';
import { toScaled } from './to-cents.ts';

export interface WhatHappened {
  readonly event: string;
  readonly orderId: string;
  /** For order lines the line itself (null when it is a charge); for events their properties. */
  readonly properties: Readonly<Record<string, unknown>> | null;
  /** Of an order line, in ten-thousandths of the currency unit, so that a sum is rounded once. */
  readonly lineTotal: number;
}

export function readLine(mapping: ImportMapping, cell: (name: MappedColumn) => string): WhatHappened | Fault {
  if (mapping.rows === 'order lines') return readOrderLine(mapping, cell);
  const event = cell('event') || (mapping.event ?? '');
  if (mapping.rows === 'events' && event === '')
    return new Fault(mapping.columns.event ?? 'event', 'is empty');
  const properties = mapping.rows === 'contacts' ? null : eventProperties(mapping, cell);
  return { event, orderId: '', properties, lineTotal: 0 };
}

/**
 * One product of an order. Adjustments are refused by reason: a quantity that is negative outside a cancellation, and a
 * price of zero (a gift, a write-off) or less.
 */
function readOrderLine(mapping: ImportMapping, cell: (name: MappedColumn) => string): WhatHappened | Fault {
  const { columns, refund, charges, decimal } = mapping;
  const orderId = cell('orderId');
  if (orderId === '') return new Fault(columns.orderId!, 'is empty');
  const productId = cell('productId');
  if (productId === '') return new Fault(columns.productId!, 'is empty');
  const refunded = refund !== undefined && orderId.startsWith(refund.orderIdStartsWith);
  const written = cell('quantity');
  const quantity = /^[+-]?\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
  if (Number.isNaN(quantity)) return new Fault(columns.quantity!, 'is no whole number');
  if (quantity === 0) return new Fault(columns.quantity!, 'is zero');
  if (quantity < 0 && !refunded) return new Fault(columns.quantity!, 'is negative outside a cancellation');
  const price = amount(cell('price'), decimal);
  const scaled = toScaled(price, 4);
  if (scaled === null) return new Fault(columns.price!, 'is no amount');
  // Less than half a cent is no price either: it would be stored as zero.
  if (scaled < 0) return new Fault(columns.price!, 'is negative');
  if (scaled < 50) return new Fault(columns.price!, 'is zero');
  return {
    event: refunded ? EVENT.orderRefunded : EVENT.orderCompleted,
    orderId,
    properties: charges.includes(productId)
      ? null
      : {
          product_id: productId,
          ...aboutProduct(cell),
          price,
          quantity: Math.abs(quantity),
        },
    lineTotal: Math.abs(quantity) * scaled,
  };
}

/** Values pass as they are written: the parser of events says what is wrong with them. */
function eventProperties({ currency, decimal }: ImportMapping, cell: (name: MappedColumn) => string) {
  return {
    ...named('order_id', cell('orderId')),
    ...named('product_id', cell('productId')),
    ...aboutProduct(cell),
    ...named('price', amount(cell('price'), decimal)),
    ...named('quantity', cell('quantity')),
    ...named('total', amount(cell('total'), decimal)),
    ...named('currency', currency ?? ''),
    ...named('rating', cell('rating')),
    ...named('review_body', cell('reviewBody')),
    ...named('coupon', cell('coupon')),
  };
}

function aboutProduct(cell: (name: MappedColumn) => string) {
  return {
    ...named('name', cell('productName')),
    ...named('category', cell('category')),
    ...named('image_url', cell('productImage')),
    ...named('url', cell('productLink')),
    ...named('stock', cell('productStock')),
  };
}

function amount(text: string, decimal: '.' | ','): string {
  return decimal === ',' ? text.replace(',', '.') : text;
}

function named(name: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [name]: value };
}
