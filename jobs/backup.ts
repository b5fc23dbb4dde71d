/** Backs up data, models and keys while everything goes on. */

import { backUp } from '../src/operate.ts';
import type { Job } from './job.ts';

export const backup: Job = {
  name: 'backup',
  summary: 'back up data and models, and the keys apart from them',
  // After the night's learning, so that its models are in it.
  schedule: { every: 'day', hour: 4 },
  isOfAll: true,
  options: [
    { flags: '--to <folder>', description: 'where backups of data go (DATA_DIR/backups)' },
    { flags: '--keys-to <folder>', description: 'where backups of keys go (DATA_DIR/backups-keys)' },
  ],
  async run({ config, clock, log }, { say, signal, options = {} }) {
    const { to, keysTo } = options;
    const result = await backUp({
      config,
      now: clock.now(),
      signal,
      onProgress: (table, rows) => say(`${table}: ${rows} rows`),
      ...(to === undefined ? {} : { to }),
      ...(keysTo === undefined ? {} : { keysTo }),
    });
    if (result.datedLater.length > 0) {
      const words = `the clock was wrong, now or when these were made: ${result.datedLater.join(', ')} bear a later time than this backup. They are not removed, and a restore from their folder would take them for the newest: set the clock right, and move away those that are wrong`;
      log.warn(words);
      say(words);
    }
    return { ...result };
  },
};
