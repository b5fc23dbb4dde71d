/** Ports that are given out before anybody listens must not be given out twice. */

import { expect, it } from 'vitest';
import { freePort } from '../../bench/free-port.ts';

it('gives each asker a port of its own, all from the few where this process looks', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  expect(Math.max(...ports) - Math.min(...ports)).toBeLessThan(256);
});
