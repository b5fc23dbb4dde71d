/** Stands in for the shop's own website: pictures of products, and the page that a link in an e-mail leads to. */

import type { FastifyInstance } from 'fastify';
import type { Shop } from '../../simulator/shop.ts';
import { escapeHtml } from '../../src/web/mail-page.ts';

interface ProductRoute {
  readonly Params: { readonly id: string };
}

/** A plugin with `GET /images/ID.svg` and `GET /products/ID`. */
export async function shopPages(
  server: FastifyInstance,
  { shop }: { readonly shop: Pick<Shop, 'products' | 'image'> },
): Promise<void> {
  server.get<ProductRoute>('/images/:id.svg', async ({ params }, reply) => {
    const image = shop.image(params.id);
    if (image === null) return reply.callNotFound();
    return reply
      .type('image/svg+xml')
      .headers({ 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' })
      .send(image);
  });
  server.get<ProductRoute>('/products/:id', async ({ params }, reply) => {
    const product = shop.products.find(({ id }) => id === params.id);
    if (product === undefined) return reply.callNotFound();
    const { id, name, priceCents, currency } = product;
    const price = new Intl.NumberFormat('en', { style: 'currency', currency }).format(priceCents / 100);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'")
      .send(drawPage({ id, name: escapeHtml(name), price }));
  });
}

function drawPage({
  id,
  name,
  price,
}: {
  readonly id: string;
  readonly name: string;
  readonly price: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}, Candle &amp; Co</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 17px/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 1rem; }
img { width: 100%; height: auto; border-radius: 12px; }
h1 { font-size: 1.5rem; margin: 1rem 0 0; }
aside { margin-top: 1.5rem; padding: .75rem 1rem; border-left: 4px solid #1d4ed8; background: rgb(29 78 216 / .1); }
</style>
</head>
<body>
<main>
<img src="/images/${id}.svg" alt="" width="240" height="240">
<h1>${name}</h1>
<p>${price}</p>
<aside>This is where your shop’s page would be. Candle &amp; Co is simulated and sells nothing; but if you came here
from an e-mail, Flywheel has counted your click.</aside>
</main>
</body>
</html>
`;
}
