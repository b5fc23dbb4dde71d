/** Files to import, and the import of them into a real database. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportOptions, importFile } from '../../jobs/import.ts';
import { readCsv } from '../../src/adapters/files/read-csv.ts';
import { readJson } from '../../src/adapters/files/read-json.ts';
import { readNdjson } from '../../src/adapters/files/read-ndjson.ts';
import { openRejects, readRejects } from '../../src/adapters/files/write-rejects.ts';
import type { EventStore, HistoryEvent } from '../../src/domain/event.ts';
import { openStores } from '../collect/open-stores.ts';
import type { Kind } from '../support/each-database.ts';

export const NOW = Date.UTC(2026, 1, 27);

/** A database and a folder of its own, with shortcuts to import into it and to look at what came of it. */
export async function openImport(on: Kind) {
  const stores = await openStores(on);
  const rejectsFile = join(stores.folder, 'rejects.sealed');
  return {
    ...stores,
    write(name: string, content: string | Uint8Array): string {
      const file = join(stores.folder, name);
      writeFileSync(file, content);
      return file;
    },
    run(
      options: Partial<ImportOptions> & { readonly file: string },
      events: Pick<EventStore, 'ingest'> = stores.events,
    ) {
      return importFile(
        { format: 'csv', dryRun: false, rejectsFile, ...options },
        {
          events,
          files: { readCsv, readNdjson, readJson, openRejects: (path) => openRejects(path, stores.cipher) },
          clock: { now: () => NOW },
        },
      );
    },
    async historyOf(userId: string): Promise<readonly HistoryEvent[]> {
      const contact = await stores.contacts.find(userId);
      return contact === null ? [] : (await stores.events.history(contact.id, 1_000)).events;
    },
    async rejects() {
      const rejects = [];
      for await (const text of readRejects(rejectsFile, stores.cipher)) rejects.push(JSON.parse(text));
      return rejects;
    },
  };
}
