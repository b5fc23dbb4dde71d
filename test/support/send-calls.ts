/** Sends calls to a running Flywheel as a shop does. */

import type { TenantApp } from '../../src/app.ts';

export async function sendCalls(
  { app, url }: { readonly app: Pick<TenantApp, 'writeKey'>; readonly url: string },
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
