/** `/predict` and `/model` in the local Slack, on models that were trained here. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import type { NextProductView } from '../../src/adapters/slack/draw-next-products.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import type { Contact } from '../../src/domain/contact.ts';
import type { Score } from '../../src/domain/model-run.ts';
import type { PopularProducts } from '../../src/domain/popular-products.ts';
import { describeFeature } from '../../src/prepare/compute-features.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { listenOnce } from '../support/listen-once.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { sendCalls } from '../support/send-calls.ts';
import { paragraphOf, wordsOf } from './read-card.ts';

describeOnEach((on) => {
  describe('in a shop with a model', () => {
    let flywheel: RunningFlywheel;

    beforeAll(async () => {
      flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt' });
    });
    afterAll(() => flywheel.stop());

    const predict = (text: string, expected = 'Speaks for an order') =>
      type(flywheel, maya, { text: `/predict ${text}`.trim(), expected });

    it('forecasts buyers and revenue with intervals, and says how far to trust it', async () => {
      const words = wordsOf(await predict('', 'The next 7 days'));
      expect(words).toMatch(/Expected buyers\*\n\d+ \(95 % interval \d+ to \d+\)/);
      expect(words).toMatch(/Expected revenue\*\n€[\d,.]+ \(95 % interval €[\d,.]+ to €[\d,.]+\)/);
      expect(words).toContain("chance only, not the model's own error. Revenue: one order a buyer.");
      expect(words).toContain('times as likely as the base rate');
      const champion = await flywheel.app.stores.modelRuns.champion();
      const { rocAuc, baseRate, logLoss, baseRateLogLoss } = champion!.metrics;
      expect(words).toContain(`named the buyer ${(100 * rocAuc).toFixed(0)} times in 100 (50 is chance`);
      expect(words).toContain(`${(100 * baseRate).toFixed(1)} % of`);
      expect(words).toContain(logLoss < baseRateLogLoss ? 'say more than' : 'say *no more* than');
      expect(words).not.toMatch(/ROC-AUC|log loss/);
    });

    it('finds one contact by e-mail address, in any case, and by user id', async () => {
      const { contact, score } = await anyContact(flywheel);
      const { email, userId, firstName, lastName } = contact.profile;
      for (const text of [email!, email!.toUpperCase(), userId!]) {
        const words = wordsOf(await predict(text));
        expect(words).toContain(`${firstName} ${lastName}`);
        expect(words).toContain(`*${(100 * score.conversionProbability).toFixed(1)} %*`);
      }
    });

    it('finds a contact by the link that Slack makes of an address', async () => {
      const { contact } = await anyContact(flywheel);
      const { email, firstName } = contact.profile;
      const answer = await commandOnTheWire(flywheel, `<mailto:${email}|${email}>`);
      expect(answer.text).toContain(firstName);
      expect(wordsOf(answer)).toContain('Speaks for an order');
    });

    it('names reasons in words from the features of the contact, and likely next products with what points to them', async () => {
      const { contact, score } = await contactWith(flywheel, ({ reasons }) => reasons.length > 0);
      const card = await predict(contact.profile.email!);
      for (const { feature, value, effect } of score.reasons) {
        expect(value).toBe(score.features[feature]);
        const heading = effect > 0 ? 'Speaks for an order' : 'Speaks against it';
        expect(paragraphOf(card, heading)).toContain(describeFeature(feature, value));
      }
      const catalogue = new Map((await flywheel.app.stores.products.all()).map(({ id, name }) => [id, name]));
      expect(score.nextProducts.length).toBeGreaterThan(0);
      const next = wordsOf({ text: paragraphOf(card, 'Likely next products') });
      for (const { productId, because } of score.nextProducts)
        expect(next).toContain(
          because === null
            ? `${catalogue.get(productId)}, popular with everybody`
            : because === productId
              ? `${catalogue.get(productId)}, looked at already`
              : `${catalogue.get(productId)}, because of ${catalogue.get(because)}`,
        );
    });

    it('tells who is unknown, escaped, and what to give instead', async () => {
      const words = await predict('nobody&<!channel>@example.com', 'Nobody is known');
      expect(words.only_for).toBe(maya.id);
      expect(words.text).toBe(
        'Nobody is known as “nobody&amp;&lt;!channel&gt;@example.com”. Give the e-mail address or the user id as your shop sends it, or a product with `/predict product`.',
      );
    });

    it('shows what is known of a contact who came after the last scoring, and when more will be', async () => {
      await sendCalls(flywheel, [
        { type: 'identify', userId: 'late', traits: { email: 'late@example.com' } },
      ]);
      const answer = await predict('late@example.com', 'after the last scoring');
      expect(answer.text).toContain('how likely an order is cannot be said yet');
      const words = wordsOf(answer);
      expect(words).toContain('the next night includes it');
      expect(words).toContain('cannot be mailed: no consent');
      expect(words).toContain('not enough data: no order yet');
    });

    it('explains itself', async () => {
      expect((await predict('help', 'forecasts')).text).toContain('/predict jane@example.com');
    });

    it('shows the champion beside the baseline and the base rate, and names the backend', async () => {
      const words = wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }));
      const champion = (await flywheel.app.stores.modelRuns.champion())!;
      const runs = await flywheel.app.stores.modelRuns.recent(10);
      for (const { metrics } of runs) expect(words).toContain(metrics.logLoss.toFixed(4));
      expect(words).toContain(champion.metrics.baseRateLogLoss.toFixed(4));
      expect(words).toMatch(/champion +(baseline|reference) base rate/);
      const network = runs.find(({ kind }) => kind === 'reference-network');
      expect(words).toContain(`on the backend *${network!.backend}*`);
      expect(words).toContain(champion.reason);
    });

    it('gives other reasons once the contact did other things', async () => {
      const { contact } = await contactWith(
        flywheel,
        ({ features, reasons }) =>
          (features['recencyDays'] ?? 0) > 14 &&
          (features['recencyDays'] ?? 0) < 60 &&
          reasons.some(({ feature }) => feature === 'recencyDays'),
      );
      const email = contact.profile.email!;
      const before = wordsOf(await predict(email));
      expect(before).toMatch(/last order \d\d days ago/);

      const at = new Date(NIGHT + 20 * HOUR).toISOString();
      flywheel.setTime(NIGHT + 20 * HOUR);
      await sendCalls(flywheel, [
        {
          type: 'track',
          userId: contact.profile.userId,
          event: 'Order Completed',
          timestamp: at,
          properties: { order_id: 'new-one', total: 30, currency: 'EUR', products: [] },
        },
      ]);
      flywheel.setTime(NIGHT + DAY);
      await flywheel.app.turn();
      const after = wordsOf(await predict(email));
      expect(after).toContain('last order less than a day ago');
      expect(after).not.toMatch(/last order \d\d days ago/);
      expect(flywheel.refusedCalls).toEqual([]);
    });

    it('shows after a night how often the next product was found, beside the most popular', async () => {
      const model = async () => wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }));
      expect(await model()).not.toContain('Next product: ');
      const { nextProduct } = await flywheel.runJob('nightly');
      const { contacts, hitRate, popularityHitRate, shownHitRate } = nextProduct as NextProductView;
      expect(contacts).toBeGreaterThan(50);
      expect(hitRate.low).toBeGreaterThan(popularityHitRate.estimate);
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      expect(await model()).toContain(
        `Next product: in the top ten for ${percent(hitRate.estimate)} of ${contacts} contacts (95 % interval ` +
          `${percent(hitRate.low)} to ${percent(hitRate.high)}), the most popular ten alone ${percent(popularityHitRate.estimate)}.`,
      );
      expect(await model()).toContain('whole last order (or view, or addition to the cart) was left out');
      expect(await model()).toContain(
        `among the five that would be shown, at most three of one category, for ${percent(shownHitRate!.estimate)}`,
      );
      expect(flywheel.refusedCalls).toEqual([]);
    });

    it('shows a contact who has met no product what is popular, as what it is', async () => {
      const products = await flywheel.app.stores.products.all();
      const { productIds } = (await flywheel.runJob('nightly'))['popular'] as PopularProducts;
      const [first, second] = productIds.map((id) => products.find((product) => product.id === id)!);
      await flywheel.app.stores.products.put([{ ...first!, stock: 0 }], NIGHT + DAY);
      const words = wordsOf(await predict('late@example.com', 'Popular in the shop'));
      expect(words).toMatch(
        /Popular in the shop\*\n• .*(\n• .*){4}\nWhat most contacts ordered in the 30 days/,
      );
      expect(words).toContain(`• ${second!.name}\n`);
      expect(words).not.toContain(`• ${first!.name}\n`);
      expect(words).toContain('none of it is chosen for this contact');
      expect(words).not.toMatch(/because of|popular with everybody|Likely next products/);
    });
  });
});

interface Scored {
  readonly contact: Contact;
  readonly score: Score;
}

const anyContact = (flywheel: RunningFlywheel) => contactWith(flywheel, () => true);

/** The likeliest contact with an address whose score is as wanted. */
async function contactWith({ app }: RunningFlywheel, matches: (score: Score) => boolean): Promise<Scored> {
  for await (const score of app.stores.modelRuns.scores()) {
    if (!matches(score)) continue;
    const contact = await app.stores.contacts.get(score.contactId);
    if (contact?.profile.email !== undefined && contact.profile.userId !== undefined)
      return { contact, score };
  }
  throw new Error('no contact is like that');
}

/** Sends a command as Slack does, and hears the answer at a response address of its own. */
async function commandOnTheWire({ slack }: RunningFlywheel, text: string): Promise<StoredMessage> {
  const heard = await listenOnce();
  const answer = await slack.toApp.command({
    command: '/predict',
    text,
    user_id: maya.id,
    channel_id: slack.channelId,
    team_id: slack.teamId,
    response_url: heard.url,
    trigger_id: '1.2.3',
  });
  expect(answer.kind).toBe('answered');
  return JSON.parse(await heard.body) as StoredMessage;
}
