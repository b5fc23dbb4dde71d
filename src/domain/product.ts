/** What the shop sells, as events, imports and the products API describe it. */

/** Facts about a product; what is null is not known. Money is integer cents. */
export interface Product {
  readonly id: string;
  readonly name: string | null;
  readonly priceCents: number | null;
  readonly currency: string | null;
  readonly imageUrl: string | null;
  readonly link: string | null;
  readonly category: string | null;
  /** Units left, or null when the shop does not say. */
  readonly stock: number | null;
}

export interface ProductStore {
  /** Inserts or updates; a null fact never overwrites a known one. Repeatable. */
  put(products: readonly Product[], at: number): Promise<void>;
  all(): Promise<readonly Product[]>;
}
