/** The mapping language: says in a few lines of JSON what the columns of somebody's CSV mean. */

import { z } from 'zod';
import { UNSTATED } from '../domain/consent.ts';
import { AppError } from '../errors.ts';
import { isDateFormat } from './date-format.ts';
import { faultsOf } from './fault.ts';

const column = z.string('must name a column').min(1, 'must name a column');

const consentSchema = z.strictObject({
  /** The column that says it; an empty cell says nothing, and nothing is recorded. */
  column,
  /** What its cells say for yes and for no, in any case. A cell that says neither is a fault: consent is not guessed. */
  granted: z.array(z.string()).default(['true', 'yes', '1']),
  denied: z.array(z.string()).default(['false', 'no', '0']),
  /** Which wording was agreed to. */
  textVersion: z.string().max(255).default(UNSTATED),
});

const mappingSchema = z
  .strictObject({
    /** Names where the data comes from; stands in every messageId, so the same row is the same event for good. */
    source: z.string().regex(/^[\w.-]{1,60}$/, 'must be a short name of letters, digits, dots and dashes'),
    /**
     * What a row is. `order lines`: one product of an order; consecutive rows of one orderId and customer make one Order
     * Completed. `events`: one track event. `contacts`: one customer's traits and consent.
     */
    rows: z.enum(['order lines', 'events', 'contacts'], 'must be "order lines", "events" or "contacts"'),
    delimiter: z.string().length(1, 'must be one character').default(','),
    /** What stands between units and cents. */
    decimal: z.enum(['.', ',']).default('.'),
    /** Of all prices and totals in the file. */
    currency: z.string().length(3, 'must be a currency code such as EUR').optional(),
    /** The name of every event, for `events` without a column of names. */
    event: z.string().min(1).max(255).optional(),
    /** Which column holds what. A customer is named by userId, email or both; a row with neither is skipped. */
    columns: z.strictObject({
      userId: column.optional(),
      email: column.optional(),
      event: column.optional(),
      timestamp: column.optional(),
      orderId: column.optional(),
      productId: column.optional(),
      productName: column.optional(),
      category: column.optional(),
      /** Addresses of the product's picture and page, and how many are left: for e-mails, and to leave out what is sold out. */
      productImage: column.optional(),
      productLink: column.optional(),
      productStock: column.optional(),
      /** Of one piece, in currency units. */
      price: column.optional(),
      quantity: column.optional(),
      /** Of a whole event, in currency units; an order's total is the sum of its lines. */
      total: column.optional(),
      rating: column.optional(),
      /** The text of a review. */
      reviewBody: column.optional(),
      coupon: column.optional(),
    }),
    /** `ISO`, `seconds`, `milliseconds`, or tokens: `YYYY-MM-DD HH:mm`, `M/D/YYYY H:mm`. Always UTC. */
    timestampFormat: z.string().refine(isDateFormat, 'must have YYYY, M or MM, and D or DD').default('ISO'),
    /** Trait name to column, such as `{"country": "Country", "firstName": "First name"}`. */
    traits: z.record(z.string(), column).default({}),
    consent: z
      .strictObject({ email: consentSchema.optional(), tracking: consentSchema.optional() })
      .default({}),
    /** Orders whose id starts so are Order Refunded; their quantities are taken without the sign. */
    refund: z.strictObject({ orderIdStartsWith: z.string().min(1) }).optional(),
    /** Product ids that are no products (postage, fees, discounts): they count in an order's total only. */
    charges: z.array(z.string()).default([]),
  })
  .superRefine(({ rows, event, columns }, context) => {
    const need = (name: keyof typeof columns, why: string) => {
      if (columns[name] === undefined)
        context.addIssue({ code: 'custom', path: ['columns', name], message: `is missing: ${why}` });
    };
    if (columns.email === undefined) need('userId', 'a customer is named by userId, email or both');
    if (rows !== 'contacts') need('timestamp', `${rows} happened at some time`);
    if (rows === 'events' && event === undefined) need('event', 'or give all events one name as `event`');
    if (rows === 'order lines')
      for (const name of ['orderId', 'productId', 'price', 'quantity'] as const)
        need(name, 'order lines have one');
  });

export type ImportMapping = z.output<typeof mappingSchema>;
export type ImportMappingInput = z.input<typeof mappingSchema>;
export type MappedColumn = keyof ImportMapping['columns'];

/** Throws `invalid` with every fault of the mapping. */
export function parseMapping(json: unknown): ImportMapping {
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ field, reason }) => `  ${field}: ${reason}`);
  throw new AppError('invalid', `The mapping has faults; mend them and import again:\n${faults.join('\n')}`);
}

/** Every column that the mapping names, with what it is named for. */
export function namedColumns(mapping: ImportMapping): readonly (readonly [use: string, column: string])[] {
  const { email, tracking } = mapping.consent;
  const named: (readonly [string, string | undefined])[] = [
    ...Object.entries(mapping.columns),
    ...Object.entries(mapping.traits).map(([trait, name]) => [`trait ${trait}`, name] as const),
    ['consent to e-mail', email?.column],
    ['consent to tracking', tracking?.column],
  ];
  return named.flatMap(([use, name]) => (name === undefined ? [] : [[use, name] as const]));
}
