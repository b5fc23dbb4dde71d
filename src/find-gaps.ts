/** Finds settings that are only sound together. */

/** Says which settings are missing or at odds; empty when they can be used together. */
export function findGaps(environment: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string) => (environment[name] ?? '') !== '';
  const faults: string[] = [];
  if (has('FLYWHEEL_KEY') && Buffer.from(environment['FLYWHEEL_KEY'] ?? '', 'base64').length !== 32)
    faults.push('FLYWHEEL_KEY: must be 32 bytes in base64; make one with `openssl rand -base64 32`');
  if (has('SLACK_BOT_TOKEN')) {
    if (!has('SLACK_SIGNING_SECRET') && !has('SLACK_APP_TOKEN'))
      faults.push('SLACK_SIGNING_SECRET: needed with SLACK_BOT_TOKEN (or SLACK_APP_TOKEN for Socket Mode)');
    if (!has('SLACK_CHANNEL'))
      faults.push('SLACK_CHANNEL: the id of the channel that Flywheel writes to is needed');
    if (!has('SLACK_APPROVERS'))
      faults.push('SLACK_APPROVERS: list the Slack ids of those who may approve, or of a user group');
  }
  if (has('SLACK_CLIENT_ID') || has('SLACK_CLIENT_SECRET')) faults.push(...findGapsOfApp(has));
  if (has('SMTP_URL')) {
    if (!has('MAIL_FROM'))
      faults.push('MAIL_FROM: needed with SMTP_URL, such as "Candle & Co <hello@example.com>"');
    if (!has('POSTAL_ADDRESS'))
      faults.push('POSTAL_ADDRESS: needed with SMTP_URL; the law wants it in each e-mail');
  }
  return faults;
}

/** Of serving several workspaces. */
function findGapsOfApp(has: (name: string) => boolean): string[] {
  const needed = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL'];
  const faults = needed
    .filter((name) => !has(name))
    .map(
      (name) => `${name}: needed to serve several workspaces (SLACK_CLIENT_ID or SLACK_CLIENT_SECRET is set)`,
    );
  if (has('SLACK_BOT_TOKEN') || has('SLACK_APP_TOKEN'))
    faults.push(
      'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are of one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET serve several: set either',
    );
  return faults;
}
