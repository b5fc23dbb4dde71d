/** Reads what a call says of the person: traits, with names and address as text or not at all. */

import { z } from 'zod';
import type { Traits } from '../domain/event.ts';
import { Fault, firstFault } from './fault.ts';
import { textField } from './read-field.ts';
import { createQuickReader } from './read-quickly.ts';

const reserved = { email: textField(254), firstName: textField(255), lastName: textField(255) };
const reservedFields = z.object(reserved);
const readReserved = createQuickReader(reserved);
const ADDRESS = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;

/** Traits with the address trimmed; a fault when it is none, or a name is no text. Other traits pass as they are. */
export function readTraits(traits: Readonly<Record<string, unknown>>): Traits | Fault {
  const quick = readReserved(traits);
  const parsed = quick === null ? reservedFields.safeParse(traits) : { success: true as const, data: quick };
  if (!parsed.success) return firstFault(parsed.error, 'traits');
  const { email: _email, firstName: _first, lastName: _last, ...others } = traits;
  const email = parsed.data.email?.trim() || undefined;
  if (email !== undefined && !ADDRESS.test(email))
    return new Fault('traits.email', 'must be an e-mail address');
  const { firstName, lastName } = parsed.data;
  return {
    ...others,
    ...(email !== undefined && { email }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
  };
}
