/** A fingerprint of what recommenders learn from, so that two nights' can be told apart. */

import { createHash } from 'node:crypto';
import type { NumberedFacts } from './number-products.ts';

/** SHA-256, hexadecimal. Contacts are in it without their ids, in the order that they are learnt from. */
export function hashFacts({ productIds, attributes, sequences, circumstances }: NumberedFacts): string {
  const hash = createHash('sha256').update(JSON.stringify([productIds, attributes, circumstances]));
  for (const { products, moments, circumstances: own } of sequences)
    for (const { buffer, byteOffset, byteLength } of [
      Int32Array.of(products.length),
      products,
      moments,
      ...own,
    ])
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}
