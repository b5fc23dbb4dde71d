/** What is wrong with a call, and where: the words of a dead letter. */

import type { z } from 'zod';

export class Fault {
  /** Path into the call, such as `properties.products[2].price`; empty for the whole of it. Kept in clear. */
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    this.field = field;
    this.reason = reason;
  }
}

/** The first fault that a schema found, with its path written as a sender would. */
export function firstFault(error: z.ZodError, prefix = ''): Fault {
  return faultsOf(error, prefix)[0] ?? new Fault(prefix, error.message);
}

/** All faults that a schema found. */
export function faultsOf(error: z.ZodError, prefix = ''): readonly Fault[] {
  return error.issues.map((issue) => new Fault(pathText(issue.path, prefix), issue.message));
}

function pathText(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    prefix,
  );
}
