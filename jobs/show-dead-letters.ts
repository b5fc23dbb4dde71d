/** Shows the calls that could not be understood, with field and reason, to the person who mends their sender. */

import { once } from 'node:events';
import { AppError } from '../src/errors.ts';
import type { Job } from './job.ts';

/** Newest first, one JSON object a line on standard output: customers' data in clear. The report follows as the last line. */
export function createShowDeadLetters(limit: number): Job {
  return {
    name: 'show-dead-letters',
    summary: 'show the newest calls that could not be understood',
    schedule: null,
    async run({ stores }) {
      if (!Number.isInteger(limit) || limit < 1)
        throw new AppError('invalid', 'How many is a whole number above 0, such as --limit 20.');
      const letters = await stores.events.deadLetters(limit);
      for (const { receivedAt, field, reason, payload } of letters) {
        const line = { receivedAt: new Date(receivedAt).toISOString(), field, reason, payload };
        if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
      }
      return { deadLetters: letters.length };
    },
  };
}
