/** Where a database is, as an operator writes it. */

import { resolve } from 'node:path';
import { AppError } from '../../src/errors.ts';

export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** `sqlite:./data/flywheel.db` or `postgres://...`. Throws `invalid` otherwise. */
export function parseDatabaseUrl(text: string): DatabasePlace {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text };
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file: resolve(file) };
  throw new AppError(
    'invalid',
    `"${withoutPassword(text)}" names no database: write sqlite:./data/flywheel.db, or postgres://user:password@host:5432/name.`,
  );
}

/** How a message may name it. */
export function describePlace(place: DatabasePlace): string {
  return place.kind === 'sqlite' ? place.file : withoutPassword(place.url);
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, '@');
}
