/** Looks through a whole call for what no database would keep as it is. */

import { Fault } from './fault.ts';
import { specName } from './spec-name.ts';

/** Deeper than any honest call, and far from what would exhaust the stack. */
const MAX_DEPTH = 50;

/**
 * The first place with a NUL character, half a surrogate pair or nesting beyond 50 levels; null when there is none.
 * A place is kept in clear, so it names what the specification names: a key of the sender's own may be a customer's address.
 */
export function findBadText(value: unknown): Fault | null {
  return visit(value, '', 0);
}

/** Whether a value is nested no more than `levels` deep: by itself, as deep as `findBadText` allows. It can then be written as JSON. */
export function isShallow(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((inside) => isShallow(inside, levels - 1));
  for (const key in value) if (!isShallow((value as Record<string, unknown>)[key], levels - 1)) return false;
  return true;
}

function visit(value: unknown, field: string, depth: number): Fault | null {
  if (typeof value === 'string') return textFault(value, field);
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return new Fault(field, `is nested more than ${MAX_DEPTH} levels deep`);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const fault = visit(value[index], `${field}[${index}]`, depth + 1);
      if (fault !== null) return fault;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    const inside = field === '' ? specName(key) : `${field}.${specName(key)}`;
    const fault = textFault(key, field) ?? visit((value as Record<string, unknown>)[key], inside, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

function textFault(text: string, field: string): Fault | null {
  if (text.includes('\0')) return new Fault(field, 'holds a NUL character');
  if (!text.isWellFormed()) return new Fault(field, 'holds half a character (a lone surrogate)');
  return null;
}
