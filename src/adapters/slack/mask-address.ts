/** Shows that there is somebody without showing who. */

/** `j…@…e.com` for `jane@example.com`; nothing of it leads to the person. */
export function maskAddress(address: string | undefined): string {
  const match = /^(.)[^@]*@.*?(.)(\.[^.@]+)$/u.exec(address ?? '');
  return match === null ? 'no address' : `${match[1]}…@…${match[2]}${match[3]}`;
}
