/** Many histories as a few columns of numbers, which are kept in files and read again without a database. */

import { createHash } from 'node:crypto';
import type { ArtifactFiles } from '../domain/artifact.ts';
import type { ContactHistory, EventLine, HistoryEvent, HistoryMark } from '../domain/event.ts';
import { AppError } from '../errors.ts';

/** Another one whenever columns, or what stores tell in them, change, so that files of before are read anew rather than wrongly. */
const VERSION = 5;
const INDEX = 'index.json';
/** SHA-256 of all others: files of two savings, or damaged ones, do not fit. */
const HASH = 'sha256';
const FIRST_CAPACITY = 1024;

/** One value an event. NaN stands for null or none, 0 for no order id, `lines` is how many the event has. */
const EVENT_COLUMNS = ['at', 'amountCents', 'rating', 'joinedAt', 'name', 'orderId', 'lines'] as const;
/** One value a line; `review` is 0 for none. */
const LINE_COLUMNS = ['productId', 'quantity', 'priceCents', 'review'] as const;
const COLUMNS = [...EVENT_COLUMNS, ...LINE_COLUMNS];
type Column = (typeof COLUMNS)[number];
type Columns = Readonly<Record<Column, Float64Array>>;

interface Index {
  readonly version: number;
  readonly contacts: readonly (readonly [id: string, mark: string, events: number, lines: number])[];
  /** Names, products, order ids and what reviews say, as JSON; the first stands for none. */
  readonly words: readonly string[];
}

export interface HistoryColumns {
  /** Contacts, in the order in which they were added. */
  readonly marks: readonly HistoryMark[];
  readonly events: number;
  /** The history of the contact at this place of `marks`, exactly as it was added. */
  read(place: number): ContactHistory;
  readonly files: ArtifactFiles;
}

export interface GrowingColumns {
  add(mark: string, history: ContactHistory): void;
  finish(): HistoryColumns;
}

export function growHistoryColumns(): GrowingColumns {
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, growColumn()])) as Record<
    Column,
    ReturnType<typeof growColumn>
  >;
  const contacts: Index['contacts'][number][] = [];
  const numbers = new Map<string, number>([['', 0]]);
  const numberOf = (word: string) => {
    const known = numbers.get(word) ?? numbers.size;
    numbers.set(word, known);
    return known;
  };
  const addLine = ({ productId, quantity, priceCents, review }: EventLine) => {
    columns.productId.push(numberOf(productId));
    columns.quantity.push(quantity);
    columns.priceCents.push(priceCents ?? Number.NaN);
    columns.review.push(review === undefined ? 0 : numberOf(JSON.stringify(review)));
  };
  return {
    add(mark, { contactId, events }) {
      let lines = 0;
      for (const event of events) {
        columns.at.push(event.at);
        columns.amountCents.push(event.amountCents ?? Number.NaN);
        columns.rating.push(event.rating ?? Number.NaN);
        columns.joinedAt.push(event.joinedAt ?? Number.NaN);
        columns.name.push(numberOf(event.name));
        // An order id may be an empty text, which is not none.
        columns.orderId.push(event.orderId === null ? 0 : numberOf(`#${event.orderId}`));
        columns.lines.push(event.lines.length);
        event.lines.forEach(addLine);
        lines += event.lines.length;
      }
      contacts.push([contactId, mark, events.length, lines]);
    },
    finish() {
      const full = Object.fromEntries(COLUMNS.map((name) => [name, columns[name].finish()])) as Columns;
      return open(full, { version: VERSION, contacts, words: [...numbers.keys()] });
    },
  };
}

/** Throws `invalid` when the files are damaged or of another version. */
export function openHistoryColumns(files: ArtifactFiles): HistoryColumns {
  try {
    const index = JSON.parse(new TextDecoder().decode(files[INDEX]!)) as Index;
    if (index.version === VERSION && new TextDecoder().decode(files[HASH]!) === hashFiles(files))
      return open(
        Object.fromEntries(COLUMNS.map((name) => [name, toNumbers(files[name]!)])) as Columns,
        index,
      );
  } catch {
    // What cannot be parsed is told like what does not fit.
  }
  throw new AppError('invalid', 'The kept histories cannot be read: they are read from the database again.');
}

function open(columns: Columns, index: Index): HistoryColumns {
  const starts: { readonly event: number; readonly line: number }[] = [];
  let event = 0;
  let line = 0;
  for (const [, , events, lines] of index.contacts) {
    starts.push({ event, line });
    event += events;
    line += lines;
  }
  return {
    marks: index.contacts.map(([contactId, mark]) => ({ contactId, mark })),
    events: event,
    read(place) {
      const [contactId, , events] = index.contacts[place]!;
      return { contactId, events: readEvents({ columns, words: index.words }, starts[place]!, events) };
    },
    get files() {
      const bytes = COLUMNS.map((name) => [name, toBytes(columns[name])]);
      const files = { [INDEX]: encode(JSON.stringify(index)), ...Object.fromEntries(bytes) };
      return { ...files, [HASH]: encode(hashFiles(files)) };
    },
  };
}

function readEvents(
  { columns, words }: { readonly columns: Columns; readonly words: readonly string[] },
  from: { readonly event: number; readonly line: number },
  count: number,
): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let { line } = from;
  for (let at = from.event; at < from.event + count; at++) {
    const lines: EventLine[] = [];
    for (const end = line + columns.lines[at]!; line < end; line++)
      lines.push({
        productId: words[columns.productId[line]!]!,
        quantity: columns.quantity[line]!,
        priceCents: orNull(columns.priceCents[line]!),
        ...(columns.review[line] !== 0 && { review: JSON.parse(words[columns.review[line]!]!) }),
      });
    const joinedAt = orNull(columns.joinedAt[at]!);
    events.push({
      name: words[columns.name[at]!]!,
      at: columns.at[at]!,
      orderId: columns.orderId[at] === 0 ? null : words[columns.orderId[at]!]!.slice(1),
      amountCents: orNull(columns.amountCents[at]!),
      rating: orNull(columns.rating[at]!),
      lines,
      ...(joinedAt !== null && { joinedAt }),
    });
  }
  return events;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function growColumn() {
  let values = new Float64Array(FIRST_CAPACITY);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    finish: () => values.slice(0, length),
  };
}

function hashFiles(files: ArtifactFiles): string {
  const hash = createHash('sha256');
  for (const name of [INDEX, ...COLUMNS]) hash.update(`${name} ${files[name]!.length}`).update(files[name]!);
  return hash.digest('hex');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function toBytes({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A copy: bytes that were read from a file may begin anywhere. */
function toNumbers(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}
