import { describe, expect, it } from 'vitest';
import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import { validateCopy } from '../../src/approve/validate-copy.ts';
import { crossSell } from '../../src/strategize/cross-sell.ts';
import { nurture } from '../../src/strategize/nurture.ts';
import { replenish } from '../../src/strategize/replenish.ts';
import { winBack } from '../../src/strategize/win-back.ts';
import { buildFacts } from '../support/email-facts.ts';

const RULES = [winBack, crossSell, replenish, nurture];
const OFFER = { name: '10 % off', code: 'ANN-7', validTo: '31 March 2026' };

describe.each(RULES)('the copy of $kind', (rule) => {
  const renderer = createEmailRenderer();

  it('can be proposed as it is, with and without an offer', () => {
    expect(validateCopy(rule.write(true))).toEqual({});
    expect(validateCopy(rule.write(false))).toEqual({});
  });

  it('reads well with everything known: name, products with and without a price, offer', async () => {
    const facts = buildFacts({ offer: OFFER });
    const [pot] = facts.products;
    const products = [pot!, { ...pot!, name: 'Mug', price: null }, { ...pot!, name: 'Cup' }];
    const { subject, text } = await renderer.render(rule.write(true), { ...facts, products });
    expect(text).toContain('Hello Ann,');
    expect(text).toMatch(/Tea pot,\sMug\sand\sCup/);
    expect(text).toContain('ANN-7');
    expect(text).toMatch(/10 % off,\suntil\s31\sMarch\s2026/);
    expect(`${subject}${text}`).not.toMatch(/[{}]|undefined|null|\(\)| ,|: \./);
  });

  it('reads well with nothing known: no name, no products, no offer', async () => {
    const facts = buildFacts({ contact: { firstName: null }, products: [], offer: null });
    const { subject, text } = await renderer.render(rule.write(false), facts);
    expect(text).toContain('Hello,');
    expect(subject).toMatch(/^[A-Z]/);
    expect(`${subject}${text}`).not.toMatch(/[{}]|undefined|null|\(\)| ,|: \./);
  });

  it('claims nothing that was not counted', () => {
    const copy = Object.values(rule.write(true)).join(' ');
    expect(copy).not.toMatch(/best.?sell|popular|most loved|everyone|trending|last chance|only today/i);
  });
});
