/** The five kinds of customer, and the rates that make them differ: the hidden truth of the shop. */

export const ARCHETYPES = [
  'replenisher',
  'gift buyer',
  'bargain hunter',
  'window shopper',
  'lapsing',
] as const;
export type ArchetypeName = (typeof ARCHETYPES)[number];

export const RESPONSES = ['persuadable', 'sure thing', 'lost cause', 'sleeping dog'] as const;
/** What an e-mail does to the wish to buy: raises it, nothing, nothing, lowers it. */
export type Response = (typeof RESPONSES)[number];

/** Chances are per day unless said otherwise. */
export interface Archetype {
  /** Share of all customers. */
  readonly share: number;
  /** Chance that an idle customer becomes interested in buying something. */
  readonly interest: number;
  /** Chance that an interested customer orders. */
  readonly convert: number;
  /** Chance that interest fades unspent. */
  readonly fade: number;
  /** Chance of a visit without any interest. */
  readonly visit: number;
  /** Chance of going dormant. */
  readonly dormant: number;
  /** Added interest when a product bought before is used up. */
  readonly replenish: number;
  /** How far interest follows the gift season: 0 not, 1 fully. */
  readonly season: number;
  /** Added interest near the customer's own gift dates. */
  readonly occasion: number;
  /** Mean of price sensitivity, 0 to 1. */
  readonly priceSensitivity: number;
  /** Shares of the responses to e-mail, in the order of RESPONSES. */
  readonly responses: readonly [number, number, number, number];
}

export const ARCHETYPE: Readonly<Record<ArchetypeName, Archetype>> = {
  replenisher: {
    share: 0.18,
    interest: 0.004,
    convert: 0.3,
    fade: 0.14,
    visit: 0.05,
    dormant: 0.0008,
    replenish: 0.06,
    season: 0.2,
    occasion: 0,
    priceSensitivity: 0.25,
    responses: [0.25, 0.45, 0.05, 0.25],
  },
  'gift buyer': {
    share: 0.2,
    interest: 0.002,
    convert: 0.26,
    fade: 0.15,
    visit: 0.035,
    dormant: 0.001,
    replenish: 0.004,
    season: 0.8,
    occasion: 0.06,
    priceSensitivity: 0.3,
    responses: [0.45, 0.25, 0.2, 0.1],
  },
  'bargain hunter': {
    share: 0.2,
    interest: 0.01,
    convert: 0.12,
    fade: 0.16,
    visit: 0.06,
    dormant: 0.0015,
    replenish: 0.02,
    season: 0.4,
    occasion: 0.01,
    priceSensitivity: 0.85,
    responses: [0.7, 0.15, 0.1, 0.05],
  },
  'window shopper': {
    share: 0.25,
    interest: 0.008,
    convert: 0.05,
    fade: 0.22,
    visit: 0.065,
    dormant: 0.002,
    replenish: 0.002,
    season: 0.2,
    occasion: 0,
    priceSensitivity: 0.5,
    responses: [0.1, 0.05, 0.7, 0.15],
  },
  lapsing: {
    share: 0.17,
    interest: 0.017,
    convert: 0.26,
    fade: 0.15,
    visit: 0.045,
    dormant: 0.014,
    replenish: 0.03,
    season: 0.2,
    occasion: 0,
    priceSensitivity: 0.45,
    responses: [0.5, 0.1, 0.25, 0.15],
  },
};
