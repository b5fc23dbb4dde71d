/** Everybody's history, of which only what is new since the last time is read from the database. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { ContactHistory, EventStore, HistoryMark } from '../domain/event.ts';
import {
  type GrowingColumns,
  growHistoryColumns,
  type HistoryColumns,
  openHistoryColumns,
} from './history-columns.ts';

/** Under which they are kept. */
const NAME = 'histories';

export interface RecallPorts {
  readonly events: Pick<EventStore, 'historyMarks' | 'historiesOf'>;
  /** Where histories are kept from one night to the next; what is lost there is read again. */
  readonly kept: ArtifactStore;
  readonly onProgress?: (text: string) => void;
}

export interface Recalled {
  /** As `EventStore.histories`, of the moment of recalling, as often as needed and without a database. */
  histories(before: number): AsyncIterable<ContactHistory>;
  readonly contacts: number;
  readonly events: number;
  /** Contacts whose histories had to be read, and the events in them. */
  readonly readContacts: number;
  readonly readEvents: number;
}

/**
 * Histories never depend on the night, only on what customers did: so those without a change are taken from what was kept,
 * and every feature, label and cutoff is computed from them as if all had been read. Whom nobody knows any more is
 * left out of what is kept from then on. Missing or damaged files cost time and nothing else; so does a full disk.
 */
export async function recallHistories(ports: RecallPorts): Promise<Recalled> {
  const former = await loadFormer(ports.kept);
  const marks: HistoryMark[] = [];
  for await (const mark of ports.events.historyMarks()) marks.push(mark);
  const places = new Map(former?.marks.map(({ contactId }, place) => [contactId, place]));
  const isKnown = ({ contactId, mark }: HistoryMark) => {
    const place = places.get(contactId);
    return place !== undefined && former?.marks[place]?.mark === mark;
  };
  const changed = marks.filter((mark) => !isKnown(mark));
  if (former !== null && changed.length === 0 && marks.length === former.marks.length)
    return describe(former, { contacts: 0, events: 0 });
  const columns = growHistoryColumns();
  const fresh = ports.events.historiesOf(changed.map(({ contactId }) => contactId))[Symbol.asyncIterator]();
  let readEvents = 0;
  for (const mark of marks) {
    if (isKnown(mark)) columns.add(mark.mark, former!.read(places.get(mark.contactId)!));
    else readEvents += addFresh(columns, mark, (await fresh.next()).value);
  }
  const all = columns.finish();
  await keep(ports, all);
  return describe(all, { contacts: changed.length, events: readEvents });
}

function addFresh(columns: GrowingColumns, { mark }: HistoryMark, history: ContactHistory): number {
  columns.add(mark, history);
  return history.events.length;
}

async function loadFormer(kept: ArtifactStore): Promise<HistoryColumns | null> {
  try {
    return openHistoryColumns(await kept.load(NAME));
  } catch {
    return null;
  }
}

async function keep({ kept, onProgress }: RecallPorts, { files }: HistoryColumns): Promise<void> {
  try {
    await kept.save(NAME, files);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    onProgress?.(`histories could not be kept, so the next night reads all of them again: ${why}`);
  }
}

function describe(
  columns: HistoryColumns,
  read: { readonly contacts: number; readonly events: number },
): Recalled {
  return {
    histories: (before) => readAll(columns, before),
    contacts: columns.marks.length,
    events: columns.events,
    readContacts: read.contacts,
    readEvents: read.events,
  };
}

async function* readAll(columns: HistoryColumns, before: number): AsyncIterable<ContactHistory> {
  for (let place = 0; place < columns.marks.length; place++) {
    const { contactId, events } = columns.read(place);
    yield { contactId, events: events.filter(({ at }) => at < before) };
  }
}
