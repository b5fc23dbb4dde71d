/** What an import gathers on its way through a file: events to store, rejects to write, counts to report. */

import { Fault } from '../src/collect/fault.ts';
import type { FileCall } from '../src/collect/group-rows.ts';
import { parseMessage } from '../src/collect/parse-message.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { EventStore, NewEvent } from '../src/domain/event.ts';

export interface RunParts {
  readonly events: Pick<EventStore, 'ingest'>;
  readonly clock: Clock;
  /** Told the counts so far after each transaction. */
  readonly onProgress?: (result: ImportResult) => void;
}

export interface RejectsWriter {
  write(rejects: readonly Reject[]): Promise<void>;
}

interface Reject extends Fault {
  readonly line: number;
  readonly raw: unknown;
}

export interface ImportResult {
  /** Data rows of a CSV, or lines of NDJSON. */
  readonly rows: number;
  readonly events: number;
  readonly stored: number;
  readonly duplicates: number;
  /** Rows and calls refused, by field and reason; each is in the rejects file. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Rows that name nobody: skipped. */
  readonly rowsWithoutCustomer: number;
  /** Distinct userIds (else anonymousIds) among the events. */
  readonly contacts: number;
  readonly seconds: number;
}

/** Events and lines in one transaction: large enough to be fast, small enough to leave room for others. */
const EVENTS_A_GROUP = 1_000;
const LINES_A_GROUP = 10_000;

export class ImportRun {
  readonly #counts = { rows: 0, events: 0, stored: 0, duplicates: 0, rowsWithoutCustomer: 0 };
  readonly #rejected: Record<string, number> = {};
  readonly #contacts = new Set<string>();
  readonly #dryRun: boolean;
  readonly #parts: RunParts;
  readonly #writer: RejectsWriter;
  readonly #startedAt: number;
  #group: NewEvent[] = [];
  #lines = 0;
  #rejects: Reject[] = [];

  constructor(dryRun: boolean, parts: RunParts, writer: RejectsWriter) {
    this.#dryRun = dryRun;
    this.#parts = parts;
    this.#writer = writer;
    this.#startedAt = parts.clock.now();
  }

  countRow(): void {
    this.#counts.rows += 1;
  }

  countRowWithoutCustomer(): void {
    this.#counts.rowsWithoutCustomer += 1;
  }

  reject({ field, reason }: Fault, line: number, raw: unknown): void {
    const name = `${field} ${reason}`.trim();
    this.#rejected[name] = (this.#rejected[name] ?? 0) + 1;
    this.#rejects.push({ line, field, reason, raw });
  }

  /** Parses a call into an event to be stored, or a reject. */
  take({ raw, line }: FileCall): void {
    const event = parseMessage(raw, { receivedAt: this.#startedAt, archived: true });
    if (event instanceof Fault) {
      this.reject(event, line, raw);
      return;
    }
    this.#counts.events += 1;
    this.#contacts.add(event.identity.userId ?? event.identity.anonymousId ?? '');
    this.#group.push(event);
    this.#lines += event.lines.length;
  }

  async flushIfFull(): Promise<void> {
    const events = this.#group.length + this.#rejects.length;
    if (events >= EVENTS_A_GROUP || this.#lines >= LINES_A_GROUP) await this.flush();
  }

  /** Stores what was gathered in one transaction; throws what the store throws. */
  async flush(): Promise<void> {
    await this.#writer.write(this.#rejects);
    if (!this.#dryRun && this.#group.length > 0) {
      const { stored, duplicates } = await this.#parts.events.ingest(this.#group, []);
      this.#counts.stored += stored;
      this.#counts.duplicates += duplicates;
    }
    this.#rejects = [];
    this.#group = [];
    this.#lines = 0;
    this.#parts.onProgress?.(this.result());
  }

  result(): ImportResult {
    return {
      ...this.#counts,
      rejected: { ...this.#rejected },
      contacts: this.#contacts.size,
      seconds: (this.#parts.clock.now() - this.#startedAt) / 1000,
    };
  }
}
