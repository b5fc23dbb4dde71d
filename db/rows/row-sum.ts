/** Counts rows and sums them up, so that two tables can be compared without being held side by side. */

import { createHash } from 'node:crypto';
import type { Row } from './cell.ts';

export interface TableSum {
  readonly rows: number;
  /** Hexadecimal. */
  readonly checksum: string;
}

/**
 * The sum, modulo 2^256, of the SHA-256 of each row's text: the same in whatever order rows come, and unlike XOR not
 * blind to a row that is there twice.
 */
export class RowSum {
  #rows = 0;
  #sum = 0n;

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const digest = createHash('sha256').update(JSON.stringify(row)).digest('hex');
      this.#sum = BigInt.asUintN(256, this.#sum + BigInt(`0x${digest}`));
    }
    this.#rows += rows.length;
  }

  result(): TableSum {
    return { rows: this.#rows, checksum: this.#sum.toString(16).padStart(64, '0') };
  }
}
