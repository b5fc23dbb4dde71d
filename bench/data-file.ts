/** Reads a data file that a bench was pointed to, and tells by its SHA-256 which published one it is. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** SHA-256 of the unpacked files that README names, with the names that published figures go by. */
const KNOWN: Readonly<Record<string, string>> = {
  b725f3acb3986fe3130bffd1e77a74d182a1f51799567a236dbd60270f95b0a2: 'MovieLens 1M',
  '226cce9c3105299ca0db9615d7d3fb32b3175e90da43100ae352599f0f0107b8': 'Amazon Beauty',
  '129e40f67486f6877eff0f5318cfa8530ee8ac23d8b0d1de04e1bb7a2ba0b2d4': 'Amazon Beauty, attributes',
  '0e5893329d8b93cefecc571777672028290ab69865718020c78c7284f291aece': 'Hillstrom',
  b3055ee355f59134d851d32641183cb4a8b45def7124d2f50442a042f358e0d9: 'Online Shoppers',
  ede6d08c6877f99cd3770f7d09e26c738e6aa6de4445ccccfb1356ba5d06b1eb: 'Open Bandit, random, men',
  e65f3bd3beb17664fa69cc129bf7bf852a775f8ffa630506e505fc905315bb34: 'Open Bandit, random, women',
  db6d1f7ed2d591ba521533e45286d4c1fba7fe57a8ad2e80342210335f43c527: 'Open Bandit, Thompson sampling, men',
  e5d1b49a39b608585a2f3014a3f54970430cd37a495c1b73fceb85cdf428a5b8: 'Open Bandit, Thompson sampling, women',
  bc5eb0cac49fc45987301f1dc2d02cf5ca356ba6c882be179dce77d74e666ed9: 'Labelled sentences, Amazon',
  '9f3f47983f21eeb819380767b74bfa648eca208f156241111454b3e122773ff7': 'Labelled sentences, Yelp',
  '44a7b9082ed732ee2de3c858ea5ee2e99aca34f239a1c4359d3a300bf099bdb5': 'Labelled sentences, IMDb',
};

export interface DataFile {
  readonly text: string;
  readonly sha256: string;
  /** Null when README does not name it: then no published figure is set beside it. */
  readonly name: string | null;
}

/** Reads a file, unpacking it if it is gzipped, and says which it is. Rejects when it cannot be read. */
export async function readDataFile(path: string, say: (text: string) => void): Promise<DataFile> {
  const bytes = await readFile(path);
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const name = KNOWN[sha256] ?? null;
  say(
    name === null
      ? `SHA-256 ${sha256}: not a file that README names, so nothing published is set beside it`
      : `SHA-256 ${sha256}: ${name}, as README names it`,
  );
  return { text: raw.toString('utf8'), sha256, name };
}
