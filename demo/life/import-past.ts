/** Imports what happened in the shop while nobody listened, through the product's own import of Segment calls. */

import { type ImportFiles, importFile } from '../../jobs/import.ts';
import type { RunParts } from '../../jobs/import-run.ts';
import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { AppError } from '../../src/errors.ts';

export interface PastParts extends Pick<RunParts, 'events' | 'clock'> {
  /** Groups of messages, oldest first. */
  readonly past: AsyncIterable<readonly SegmentMessage[]>;
  readonly onProgress?: (events: number) => void;
}

/** Repeatable: killed and run again, nothing is stored twice. Gives the number of events; throws what the import throws. */
export async function importPast({ past, onProgress, ...parts }: PastParts): Promise<number> {
  const { events, rejected } = await importFile(
    { file: 'the simulated past', format: 'segment', dryRun: false, rejectsFile: '' },
    { ...parts, files: fileOf(past), onProgress: ({ events }) => onProgress?.(events) },
  );
  const faults = Object.keys(rejected);
  if (faults.length > 0)
    throw new AppError('invalid', `The import refused events of the simulated shop: ${faults.join('; ')}.`);
  return events;
}

/** The messages as lines of a file that is never written. */
function fileOf(past: PastParts['past']): ImportFiles {
  return {
    async *readNdjson() {
      let line = 0;
      for await (const messages of past) yield messages.map((value) => ({ line: ++line, value }));
    },
    openRejects: async () => ({ write: async () => undefined, close: async () => undefined }),
    readCsv: refuse,
    readJson: refuse,
  };
}

function refuse(): never {
  throw new AppError('invalid', 'The simulated past is neither CSV nor JSON.');
}
