import { describe, expect, it } from 'vitest';
import { assignVariants } from '../../src/approve/assign-variants.ts';
import { hashContent } from '../../src/approve/hash-content.ts';
import { WORDINGS } from '../../src/domain/strategy.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { buildStrategy } from './build-campaign.ts';

describe('the content hash', () => {
  const { audience: members, ...proposed } = buildStrategy();
  const audience = members.map((member, index) => ({
    ...member,
    wording: index === 0 ? ('A' as const) : ('B' as const),
  }));
  const strategy = { ...proposed, copyB: null, audience };
  const twoWordings = { ...strategy, copyB: { ...proposed.copy, subject: 'Good day' } };
  const hash = hashContent(strategy);

  it.each(['subject', 'previewText', 'heading', 'body', 'button'] as const)(
    'changes with the %s',
    (field) => {
      const copy = { ...strategy.copy, [field]: `${strategy.copy[field]}!` };
      expect(hashContent({ ...strategy, copy })).not.toBe(hash);
    },
  );

  it('changes with a second wording, with each word of it, and with who gets which', () => {
    const { copyB } = twoWordings;
    const [first, ...others] = audience;
    const hashes = [
      hashContent(twoWordings),
      hashContent({ ...twoWordings, copyB: { ...copyB, body: `${copyB.body}!` } }),
      hashContent({ ...twoWordings, audience: [{ ...first!, wording: 'B' }, ...others] }),
    ];
    expect(new Set([hash, ...hashes]).size).toBe(4);
  });

  it('of one wording is what it was before there were two', () => {
    expect(hash).toBe('0cf5ea6139876da498de58df4f55f0c691f4ca9b6b52c98402f0fc90885059ca');
  });

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
  const options = { seed: 'seed-1', holdoutShare: 0.1, wordings: ['A'] as const };
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

  it('shares the treated out among two wordings evenly, and logs the chance of both', () => {
    const drawn = assignVariants(audience, { ...options, wordings: WORDINGS });
    expect(variants(drawn)).toEqual(variants(assignVariants(audience, options)));
    const treated = drawn.filter(({ variant }) => variant === 'treated');
    const inB = treated.filter(({ wording }) => wording === 'B').length;
    expect(Math.abs(inB - treated.length / 2)).toBeLessThan(5 * Math.sqrt(treated.length / 4));
    for (const { variant, wording, assignmentProbability } of drawn) {
      expect(wording === null).toBe(variant === 'holdout');
      expect(assignmentProbability).toBe(variant === 'holdout' ? 0.1 : 0.45);
    }
  });

  it('treats everybody, with certainty, when nobody is to be held out', () => {
    const drawn = assignVariants(audience, { ...options, holdoutShare: 0 });
    expect(drawn.every((one) => one.variant === 'treated' && one.assignmentProbability === 1)).toBe(true);
  });

  it('draws a contact that is listed twice once', () => {
    expect(assignVariants([...audience, ...audience], options)).toHaveLength(2000);
  });
});
