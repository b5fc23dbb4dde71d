/** Reads the options that a network is built with: those given, the defaults of the others, nothing unknown. */

import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** Options as the schema completes them. Throws `invalid`, naming the option, on one that is unknown or out of bounds. */
export function readOptions<T extends z.ZodType>(schema: T, options: unknown): z.output<T> {
  const read = schema.safeParse(options ?? {});
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim());
  throw new AppError('invalid', `These options build no network: ${faults.join('; ')}.`);
}
