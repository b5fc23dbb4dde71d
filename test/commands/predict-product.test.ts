/** `/predict` in the local Slack, beyond probabilities: who buys a product, and what one visit less would change. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { AUDIENCE_BUTTONS } from '../../src/adapters/slack/draw-audience.ts';
import { PRODUCT_BUTTONS } from '../../src/adapters/slack/draw-product.ts';
import { maya, press, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { paragraphOf, wordsOf } from './read-card.ts';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt' });
  });
  afterAll(() => flywheel.stop());

  const predict = (text: string, expected: string) =>
    type(flywheel, maya, { text: `/predict ${text}`, expected });

  it('says who is likely to buy a product, beside who bought it before, and drafts the campaign', async () => {
    const product = await mostRecommended(flywheel);
    const card = await predict(`product ${product.name}`, 'Who will buy');
    const words = wordsOf(card);
    expect(words).toContain(`${product.contacts} contacts, with it among their five likeliest next products`);
    expect(words).toMatch(/Expected to order anything\*\n\d+\.\d \(95 % interval/);
    expect(words).toContain('not enough data: nobody has measured yet');
    const draft = await press(flywheel, maya, {
      message: card,
      actionId: AUDIENCE_BUTTONS.draft,
      expected: 'A draft from your brief',
    });
    expect(wordsOf(draft)).not.toContain('Not understood');
    expect(wordsOf(draft)).toContain(`likely next “${product.name}”`);
  });

  it('asks which product is meant, and what was meant by a word with a wrong letter', async () => {
    const choices = await predict('product lavender', 'Which do you mean');
    expect(wordsOf(choices)).toContain('Lavender Soy Candle');
    const all = await press(flywheel, maya, {
      message: choices,
      actionId: PRODUCT_BUTTONS.chooseAll,
      expected: 'Who will buy lavender',
    });
    expect(wordsOf(all)).toContain('likeliest next products');
    const near = wordsOf(await predict('product lavendar soy candel', 'Did you mean'));
    expect(near).toContain('Lavender Soy Candle');
    await predict('product zzzzzz', 'No product or category is called');
    await predict('product', '/predict product lavender soy candle');
  });

  it('asks the model what one visit or order less would change, and says when the next order is due', async () => {
    const { contact, score } = await aRegular(flywheel);
    const card = await predict(contact.profile.email!, 'Speaks for an order');
    const whatIf = paragraphOf(card, 'What if');
    const probability = (100 * score.conversionProbability).toFixed(1);
    expect(whatIf).toMatch(
      new RegExp(
        `(from ${probability} % to [\\d.]+ % without|No single visit.*) the (visit|order|click) .*on \\w+day \\d+ \\w+`,
      ),
    );
    const words = wordsOf(card);
    const { events } = await flywheel.app.stores.events.history(contact.id, 10_000);
    const ordered = new Set(
      events.filter(({ name }) => name === 'Order Completed').map(({ orderId }) => orderId),
    );
    const refunded = events.filter(({ name }) => name === 'Order Refunded');
    if (refunded.length === 0) expect(words).toContain(`in ${ordered.size} orders, less refunds`);
    expect(words).toMatch(/Next order to be expected\*\n(was due on )?\d+ \w+ 2026 \(every \d+ days? so far/);
    expect(paragraphOf(card, 'Best next action').length).toBeGreaterThan(30);
  });
});

/** The product that is among the likely next ones of the most contacts. */
async function mostRecommended({ app }: RunningFlywheel) {
  const counts = new Map<string, number>();
  for await (const { nextProducts } of app.stores.modelRuns.scores())
    for (const { productId } of nextProducts) counts.set(productId, (counts.get(productId) ?? 0) + 1);
  const [[id, contacts] = ['', 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  const product = (await app.stores.products.all()).find((candidate) => candidate.id === id);
  return { name: product!.name!, contacts };
}

/** A contact with more than two orders. */
async function aRegular({ app }: RunningFlywheel) {
  for await (const score of app.stores.modelRuns.scores()) {
    const contact = await app.stores.contacts.get(score.contactId);
    if ((score.features['orderCount'] ?? 0) > 2 && contact?.profile.email !== undefined)
      return { contact, score };
  }
  throw new Error('nobody has ordered three times');
}
