/** Tells whether a machine opened or clicked, not the person: mail gateways fetch every link, and Apple every image. */

/** `agent`: it says that it is a program. `prefetch`: a proxy's whose moment tells nothing. `haste`: before anybody could read. */
export type MachineReason = 'agent' | 'prefetch' | 'haste';

/** Who asked, as HTTP tells it. */
export interface Asker {
  /** The header User-Agent; empty without one. */
  readonly userAgent: string;
}

export interface Asked extends Asker {
  readonly kind: 'opened' | 'clicked';
  /** Milliseconds since the mail server took the e-mail; null when nobody knows when it did. */
  readonly sinceSent: number | null;
}

/** Within so many milliseconds of being sent an e-mail is not received, opened, read and clicked by a person. */
const HASTE_MS = 5_000;

/** Gateways and link previews that name themselves, and what programs that fetch pages call themselves. */
const PROGRAMS =
  /barracuda|mimecast|proofpoint|urldefense|safelinks|ironport|ciscosecureemail|trendmicro|fortinet|sophos|symantec|messagelabs|bot\b|crawler|spider|scanner|headless|curl\/|wget\/|python-|go-http-client|java\/|libwww|okhttp/i;

/** Google's check at delivery has this made-up browser (Mautic's pull request 10245). */
const GOOGLE_CHECK = /Edge\/12\.246 Mozilla\/5\.0$/;

/** All that Apple's Mail Privacy Protection says of itself, of gateways too: no browser sends it alone. */
const APPLE_PROXY = 'Mozilla/5.0';

/**
 * Why an open or a click is taken for a machine's, or null for a person's. Looks at nothing but the one request, so that
 * nothing recorded has to be taken back and a person's click after a gateway's counts. Gmail's image proxy fetches when
 * the person opens and is a person. What it misses: a gateway with a browser's user agent that looks later than
 * HASTE_MS. Sources: gateways' names and five seconds in live-direct-marketing.online, "Bot clicks from security
 * scanners"; time since sending and user agent also in jusso-dev/Collie's pull request 50; the bare `Mozilla/5.0` in
 * jdavidbakr/mail-tracker's issue 255.
 */
export function recogniseMachine({ kind, userAgent, sinceSent }: Asked): MachineReason | null {
  const agent = userAgent.trim();
  if (agent === APPLE_PROXY) return kind === 'opened' ? 'prefetch' : 'agent';
  if (agent === '' || PROGRAMS.test(agent) || GOOGLE_CHECK.test(agent)) return 'agent';
  return sinceSent !== null && sinceSent < HASTE_MS ? 'haste' : null;
}
