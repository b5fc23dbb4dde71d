/** Refuses facts that teach no recommender anything, and says what to do about it. */

import { AppError } from '../../errors.ts';
import type { ProductFacts } from './recommender.ts';

/** Throws `invalid` where nobody met any product. */
export function checkProductFacts({ sequences }: Pick<ProductFacts, 'sequences'>): void {
  if (sequences.some(({ products }) => products.length > 0)) return;
  throw new AppError('invalid', 'There are no product events to learn from. Import orders or product views.');
}
