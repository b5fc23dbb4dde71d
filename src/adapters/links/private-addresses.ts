/** Which addresses belong to this machine or a network behind it, and are no business of a link in an e-mail. */

import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
/** IANA's special-purpose registries, RFC 6890: what is not reachable from everywhere. */
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4');
/** The last three carry an IPv4 address within. */
for (const [address, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2001::', 32],
  ['2002::', 16],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv6');

/** Whether an IP address, without brackets, is one of these; a name is none. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a URL's host is this machine or behind a network's wall, going by its name alone. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return isPrivateAddress(host) || /(^|\.)(localhost|local|internal)\.?$/.test(host);
}
