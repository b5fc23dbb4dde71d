import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { nurture } from '../../src/strategize/nurture.ts';
import { buildInput, buildScore, buildSummary, NOW } from './build-shop.ts';
import { ids, propose } from './propose.ts';

describe('nurture', () => {
  const visitors = Array.from({ length: 8 }, (_, i) =>
    buildSummary(`v${i}`, [], { lastActiveAt: NOW - i * DAY }),
  );
  const scores = visitors.map(({ contactId }, i) => buildScore(contactId, { conversionProbability: i / 10 }));

  it('takes the likeliest quarter of those who were active lately', () => {
    expect(ids(propose(buildInput(visitors, { scores }), 'nurture'))).toEqual(['v6', 'v7']);
    const gone = visitors.map((visitor) =>
      visitor.contactId === 'v7' ? { ...visitor, lastActiveAt: NOW - 60 * DAY } : visitor,
    );
    expect(ids(propose(buildInput(gone, { scores }), 'nurture'))).toEqual(['v5', 'v6']);
  });

  it('does not count those of whom there is nobody', () => {
    expect(propose(buildInput(visitors, { scores }), 'nurture')?.reason).toMatch(
      /^2 contacts who never ordered were active/,
    );
  });

  it('shows what is likely next, and what is popular to whom nothing is', () => {
    const next = [{ productId: 'pot', score: 1, because: 'tea' }];
    const known = scores.map((score) =>
      score.contactId === 'v7' ? { ...score, nextProducts: next } : score,
    );
    const strategy = propose(buildInput(visitors, { scores: known, popular: ['mug', 'tea'] }), 'nurture')!;
    expect(strategy.audience.map(({ contactId, productIds }) => [contactId, productIds])).toEqual([
      ['v6', ['mug', 'tea']],
      ['v7', ['pot']],
    ]);
    const words = JSON.stringify([nurture.write(false), nurture.writeB(false)]);
    expect(words).not.toMatch(/picked for you|because|going by/i);
  });

  it('changes its audience when a score changes', () => {
    const changed = scores.map((score) =>
      score.contactId === 'v0' ? { ...score, conversionProbability: 0.9 } : score,
    );
    expect(ids(propose(buildInput(visitors, { scores: changed }), 'nurture'))).toEqual(['v0', 'v7']);
  });
});
