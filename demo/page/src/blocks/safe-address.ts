/** The addresses that may become links. */

const followed = new Set(['http:', 'https:', 'mailto:']);

/** The address itself, or undefined if its scheme could run something, as `javascript:` would. */
export function safeAddress(address: string): string | undefined {
  return URL.canParse(address) && followed.has(new URL(address).protocol) ? address : undefined;
}
