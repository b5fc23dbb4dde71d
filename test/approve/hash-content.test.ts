import { describe, expect, it } from 'vitest';
import { assignVariants } from '../../src/approve/assign-variants.ts';
import { hashContent } from '../../src/approve/hash-content.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { buildStrategy } from './build-campaign.ts';

describe('the content hash', () => {
  const strategy = buildStrategy();
  const hash = hashContent(strategy);

  it.each(['subject', 'previewText', 'heading', 'body', 'button'] as const)(
    'changes with the %s',
    (field) => {
      const copy = { ...strategy.copy, [field]: `${strategy.copy[field]}!` };
      expect(hashContent({ ...strategy, copy })).not.toBe(hash);
    },
  );

  it('changes with offer, holdout share and kind', () => {
    const hashes = [
      hashContent({ ...strategy, offerId: 'ten-percent' }),
      hashContent({ ...strategy, holdoutShare: 0.2 }),
      hashContent({ ...strategy, kind: 'nurture' }),
    ];
    expect(new Set([hash, ...hashes]).size).toBe(4);
  });

  it('changes when a contact comes, goes, or is shown other products', () => {
    const [first, ...others] = strategy.audience;
    const audiences = [
      others,
      [...strategy.audience, { ...first!, contactId: 'd' }],
      [{ ...first!, productIds: ['tea', 'pot'] }, ...others],
      [{ ...first!, productIds: ['pot'] }, ...others],
    ];
    const hashes = audiences.map((audience) => hashContent({ ...strategy, audience }));
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });

  it('does not change with the order of the audience or of the fields', () => {
    const random = createRandom(3);
    for (let i = 0; i < 20; i += 1) {
      const audience = random.shuffle([...strategy.audience]);
      const { subject, ...copy } = strategy.copy;
      expect(hashContent({ ...strategy, audience, copy: { ...copy, subject } })).toBe(hash);
    }
  });
});

describe('the draw of variants', () => {
  const audience = Array.from({ length: 2000 }, (_, i) => ({
    contactId: `contact-${i}`,
    conversionProbability: 0.1,
    productIds: [],
  }));
  const options = { seed: 'seed-1', holdoutShare: 0.1 };
  const variants = (list: readonly { contactId: string; variant: string }[]) =>
    new Map(list.map(({ contactId, variant }) => [contactId, variant]));

  it('gives each contact the same variant for the same seed, in whatever order the audience stands', () => {
    const again = assignVariants(createRandom(1).shuffle([...audience]), options);
    expect(variants(again)).toEqual(variants(assignVariants(audience, options)));
  });

  it('gives other variants for another seed', () => {
    const other = assignVariants(audience, { ...options, seed: 'seed-2' });
    expect(variants(other)).not.toEqual(variants(assignVariants(audience, options)));
  });

  it('holds out about the share that was asked for, and logs the chance of what was drawn', () => {
    const drawn = assignVariants(audience, options);
    const held = drawn.filter(({ variant }) => variant === 'holdout');
    // Five standard deviations of a binomial count around 200.
    expect(Math.abs(held.length - 200)).toBeLessThan(5 * Math.sqrt(2000 * 0.1 * 0.9));
    for (const { variant, assignmentProbability } of drawn)
      expect(assignmentProbability).toBe(variant === 'holdout' ? 0.1 : 0.9);
  });

  it('treats everybody, with certainty, when nobody is to be held out', () => {
    const drawn = assignVariants(audience, { ...options, holdoutShare: 0 });
    expect(drawn.every((one) => one.variant === 'treated' && one.assignmentProbability === 1)).toBe(true);
  });

  it('draws a contact that is listed twice once', () => {
    expect(assignVariants([...audience, ...audience], options)).toHaveLength(2000);
  });
});
