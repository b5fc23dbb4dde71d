/** Invented people, and the search for them in files, tables and logs. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { listLayouts } from '../../db/rows/table-layout.ts';

/** No word of these is a word of ours. */
export const PEOPLE = [
  {
    userId: 'cust-zq77001',
    email: 'Zephyrine.Quillfeather@Example.com',
    firstName: 'Zephyrine',
    lastName: 'Quillfeather',
  },
  {
    userId: 'cust-zq77002',
    email: 'barnaby.thistlewood@example.org',
    firstName: 'Barnaby',
    lastName: 'Thistlewood',
  },
  {
    userId: 'cust-zq77003',
    email: 'ottoline.crumb@example.net',
    firstName: 'Ottoline',
    lastName: 'Crumbworthy',
  },
] as const;
export const [ZEPHYRINE, BARNABY, OTTOLINE] = PEOPLE;
export const ANONYMOUS = 'anon-zq4711-visitor';
export const PHONE = '+44 7700 900461';
export const TYPED = 'birthday present for Quillfeather';
const SECRETS = [...PEOPLE.flatMap((person) => Object.values(person)), ANONYMOUS, PHONE, TYPED];

export interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file but the keys, unpacked where it is packed. */
export function readFolder(folder: string): Kept[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, 'keys')))
    .map((name) => {
      const bytes = readFileSync(name);
      return { name, bytes: name.endsWith('.gz') ? gunzipSync(bytes) : bytes };
    });
}

/** Every cell of every table, bytes as they are. */
export async function dumpTables(url: string): Promise<Kept[]> {
  const raw = await openRaw(parseDatabaseUrl(url));
  const kept: Kept[] = [];
  for (const layout of listLayouts())
    for await (const rows of raw.pages(layout)) {
      const cells = rows.flatMap((row) =>
        row.map((cell, n) =>
          Buffer.from(String(cell), layout.columns[n]!.type === 'bytes' ? 'base64' : 'utf8'),
        ),
      );
      kept.push({ name: layout.name, bytes: Buffer.concat(cells) });
    }
  await raw.close();
  return kept;
}

/** Where a secret stands, in whatever case, as it is or in base64. */
export function findIn(places: readonly Kept[]): string[] {
  return places.flatMap(({ name, bytes }) => {
    const text = bytes.toString('latin1');
    const lower = text.toLowerCase();
    const inBase64 = text.replaceAll('+', '-').replaceAll('/', '_');
    return SECRETS.filter(
      (secret) =>
        lower.includes(secret.toLowerCase()) || codedForms(secret).some((coded) => inBase64.includes(coded)),
    ).map((secret) => `${name}: ${secret}`);
  });
}

/** A secret in base64 depends on how many bytes stand before it; the first and last characters mix with its neighbours. */
function codedForms(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from('\0'.repeat(before) + secret).toString('base64url');
    return coded.slice(before === 0 ? 0 : 4, -2);
  });
}
