/** Everything said in the workspace: kept in memory, appended to a file, and read back at the next start. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMessage, View } from './wire-types.ts';

type Entry =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'deleted'; channel: string; ts: string }
  | { kind: 'home'; personId: string; view: View }
  | { kind: 'read'; personId: string; channel: string; ts: string };

export interface Transcript {
  /** A timestamp no other message has, seconds and microseconds, never going back. */
  nextTs(): string;
  /** Adds a message, or replaces the one with its conversation and timestamp. */
  put(message: StoredMessage): void;
  remove(channel: string, ts: string): void;
  find(channel: string, ts: string): StoredMessage | undefined;
  /** A message as it was before its last edit, which may still be what somebody sees and clicks; not kept over a restart. */
  findFormer(channel: string, ts: string): StoredMessage | undefined;
  /** All messages, oldest first. */
  list(): StoredMessage[];
  putHome(personId: string, view: View): void;
  home(personId: string): View | undefined;
  /** As `findFormer`, of a home. */
  formerHome(personId: string): View | undefined;
  markRead(personId: string, channel: string, ts: string): void;
  /** The timestamp up to which this person has read, '0' if never. */
  readUpTo(personId: string, channel: string): string;
}

/** Without `folder` nothing is kept on disk. `now` gives epoch milliseconds. */
export function openTranscript(folder: string | undefined, now: () => number): Transcript {
  const messages = new VersionedMap<StoredMessage>();
  const homes = new VersionedMap<View>();
  const reads = new Map<string, string>();
  const file = folder ? join(folder, 'transcript.ndjson') : undefined;
  let lastMicroseconds = 0;
  const apply = (entry: Entry): void => {
    if (entry.kind === 'message') {
      messages.set(keyOf(entry.message.channel, entry.message.ts), entry.message);
      lastMicroseconds = Math.max(lastMicroseconds, toMicroseconds(entry.message.ts));
    } else if (entry.kind === 'deleted') messages.delete(keyOf(entry.channel, entry.ts));
    else if (entry.kind === 'home') homes.set(entry.personId, entry.view);
    else reads.set(keyOf(entry.personId, entry.channel), entry.ts);
  };
  if (file) {
    const entries = readEntries(file);
    for (const entry of entries) apply(entry);
    const alive = messages.size + homes.size + reads.size;
    if (entries.length > 2 * alive + 1000) rewrite(file, describeAll({ messages, homes, reads }));
  }
  const record = (entry: Entry): void => {
    apply(entry);
    if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  };
  return {
    nextTs: () => {
      lastMicroseconds = Math.max(lastMicroseconds + 1, now() * 1000);
      return fromMicroseconds(lastMicroseconds);
    },
    put: (message) => record({ kind: 'message', message }),
    remove: (channel, ts) => record({ kind: 'deleted', channel, ts }),
    find: (channel, ts) => messages.get(keyOf(channel, ts)),
    findFormer: (channel, ts) => messages.former.get(keyOf(channel, ts)),
    list: () => [...messages.values()].sort((a, b) => toMicroseconds(a.ts) - toMicroseconds(b.ts)),
    putHome: (personId, view) => record({ kind: 'home', personId, view }),
    home: (personId) => homes.get(personId),
    formerHome: (personId) => homes.former.get(personId),
    markRead: (personId, channel, ts) => record({ kind: 'read', personId, channel, ts }),
    readUpTo: (personId, channel) => reads.get(keyOf(personId, channel)) ?? '0',
  };
}

/** Keeps of each value that is replaced the one before it as well. */
class VersionedMap<T> extends Map<string, T> {
  readonly former = new Map<string, T>();

  override set(key: string, value: T): this {
    const before = this.get(key);
    if (before !== undefined) this.former.set(key, before);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.former.delete(key);
    return super.delete(key);
  }
}

/** A process that was killed may leave half a last line; it is ended so that the next entry starts on its own. */
function readEntries(file: string): Entry[] {
  mkdirSync(join(file, '..'), { recursive: true });
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Entry];
    } catch {
      return [];
    }
  });
}

interface Contents {
  messages: ReadonlyMap<string, StoredMessage>;
  homes: ReadonlyMap<string, View>;
  reads: ReadonlyMap<string, string>;
}

/** The shortest list of entries that gives these contents. */
function describeAll({ messages, homes, reads }: Contents): Entry[] {
  return [
    ...[...messages.values()].map((message): Entry => ({ kind: 'message', message })),
    ...[...homes].map(([personId, view]): Entry => ({ kind: 'home', personId, view })),
    ...[...reads].map(([key, ts]): Entry => {
      const [personId = '', channel = ''] = key.split('|');
      return { kind: 'read', personId, channel, ts };
    }),
  ];
}

/** A message edited in place, such as the progress of a campaign, leaves a line for each edit: now and then they go. */
function rewrite(file: string, entries: readonly Entry[]): void {
  writeFileSync(`${file}.new`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  renameSync(`${file}.new`, file);
}

const keyOf = (first: string, second: string): string => `${first}|${second}`;
const toMicroseconds = (ts: string): number => Number(ts.replace('.', ''));

function fromMicroseconds(microseconds: number): string {
  const digits = String(Math.floor(microseconds)).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
