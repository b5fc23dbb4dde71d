/** Tells those who look after the server from the public, which reaches it through a reverse proxy. */

import { BlockList } from 'node:net';
import type { FastifyRequest } from 'fastify';

const PRIVATE = new BlockList();
for (const [address, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

/** What proxies add to a request that they pass on; the product itself never reads them. */
const PROXY_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/** Whether the request came straight from this machine or a private network, and through no proxy. */
export function isInside({ socket, headers }: FastifyRequest): boolean {
  const { remoteAddress } = socket;
  if (remoteAddress === undefined || PROXY_HEADERS.some((name) => headers[name] !== undefined)) return false;
  return PRIVATE.check(remoteAddress, remoteAddress.includes(':') ? 'ipv6' : 'ipv4');
}
