/** A process that loads the master key at the moment it is told, and says what it got. */

import process from 'node:process';
import { loadMasterKey } from '../../src/privacy/master-key.ts';

process.on('message', (startAt: number) => {
  while (Date.now() < startAt);
  const { key, created } = loadMasterKey(process.argv[2] ?? '');
  process.send?.({ key: key.toString('hex'), created }, () => process.disconnect());
});
process.send?.('ready');
