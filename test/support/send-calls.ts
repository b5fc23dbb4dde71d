/** Sends calls to a running Flywheel as a shop does. */

import type { RunningFlywheel } from './open-flywheel.ts';

export async function sendCalls(
  { app, url }: Pick<RunningFlywheel, 'app' | 'url'>,
  batch: readonly unknown[],
): Promise<void> {
  const response = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${app.writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ batch }),
  });
  if (!response.ok) throw new Error(`/v1/batch answered ${response.status}: ${await response.text()}`);
}
