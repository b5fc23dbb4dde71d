/** The catalogue of Candle & Co: seven categories in nine scents, 63 products. */

import type { Product } from '../src/domain/product.ts';

/** How a kind of product behaves in a household. */
interface Category {
  readonly id: string;
  readonly label: string;
  readonly priceCents: number;
  /** Days until one is used up; null for what is kept. */
  readonly daysToUseUp: number | null;
  readonly colour: string;
  /** What people buy to go with it. */
  readonly companion: string;
}

export const CATEGORIES: readonly Category[] = [
  {
    id: 'candles',
    label: 'Soy Candle',
    priceCents: 2400,
    daysToUseUp: 45,
    colour: '#e8c07d',
    companion: 'holders',
  },
  {
    id: 'pillars',
    label: 'Pillar Candle',
    priceCents: 1650,
    daysToUseUp: 60,
    colour: '#d9a5a0',
    companion: 'holders',
  },
  {
    id: 'diffusers',
    label: 'Reed Diffuser',
    priceCents: 3490,
    daysToUseUp: 70,
    colour: '#9fb8ad',
    companion: 'refills',
  },
  {
    id: 'refills',
    label: 'Diffuser Refill',
    priceCents: 1890,
    daysToUseUp: 55,
    colour: '#b6c9d1',
    companion: 'refills',
  },
  {
    id: 'melts',
    label: 'Wax Melts',
    priceCents: 990,
    daysToUseUp: 28,
    colour: '#c9b1d9',
    companion: 'candles',
  },
  {
    id: 'sprays',
    label: 'Room Spray',
    priceCents: 1490,
    daysToUseUp: 35,
    colour: '#a8cbe0',
    companion: 'candles',
  },
  {
    id: 'holders',
    label: 'Candle Holder',
    priceCents: 2950,
    daysToUseUp: null,
    colour: '#bfb7a8',
    companion: 'candles',
  },
];

export const SCENTS = [
  'Lavender',
  'Fig & Cedar',
  'Bergamot',
  'Sea Salt',
  'Vanilla Bean',
  'White Tea',
  'Amber',
  'Winter Spruce',
  'Osmanthus',
] as const;

/** A product of the shop with what the simulation knows of it. */
export interface ShopProduct extends Product {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly currency: 'EUR';
  readonly imageUrl: string;
  readonly link: string;
  readonly category: string;
  readonly stock: number;
  readonly categoryIndex: number;
  readonly scentIndex: number;
  readonly daysToUseUp: number | null;
  /** How much the crowd likes it, around 1. */
  readonly popularity: number;
}

/** The catalogue, the same in every simulation. `baseUrl` is where product pages live. */
export function createProducts(baseUrl: string): readonly ShopProduct[] {
  return CATEGORIES.flatMap((category, categoryIndex) =>
    SCENTS.map((scent, scentIndex) => {
      const name = `${scent} ${category.label}`;
      const id = slug(name);
      const number = categoryIndex * SCENTS.length + scentIndex;
      return {
        id,
        name,
        priceCents: category.priceCents + ((scentIndex * 7) % 5) * 100,
        currency: 'EUR' as const,
        imageUrl: `${baseUrl}/images/${id}.svg`,
        link: `${baseUrl}/products/${id}`,
        category: category.id,
        // A few are sold out: they are looked at, never bought.
        stock: number % 21 === 17 ? 0 : 20 + ((number * 37) % 180),
        categoryIndex,
        scentIndex,
        daysToUseUp: category.daysToUseUp,
        popularity: 0.5 + ((number * 29) % 17) / 12,
      };
    }),
  );
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A picture of a product, as SVG: a tile in its category's colour with the scent's initial. */
export function drawImage(product: ShopProduct): string {
  const { colour } = CATEGORIES[product.categoryIndex]!;
  const initial = SCENTS[product.scentIndex]![0];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="240" height="240">` +
    `<rect width="120" height="120" fill="${colour}"/>` +
    `<text x="60" y="80" font-family="serif" font-size="56" text-anchor="middle" fill="#3b2f2a">${initial}</text></svg>`
  );
}
