/** Who is meant by what a person typed: understood by rule, never guessed. */

import { describe, expect, it } from 'vitest';
import { createProducts } from '../../../simulator/products.ts';
import { audienceRuleSchema } from '../../../src/domain/audience.ts';
import { describeAudience } from '../../../src/domain/describe-audience.ts';
import { understandAudience } from '../../../src/strategize/audience/understand-audience.ts';

const facts = {
  products: createProducts('https://shop.test'),
  currency: 'EUR',
  ...{ baseRate: 0.05, leavingHorizonDays: 90 },
};
const read = (text: string) => understandAudience(text, facts);
const words = (text: string) => {
  const { rule, notUnderstood } = read(text);
  expect(notUnderstood).toEqual([]);
  return describeAudience(rule!);
};

describe('understanding an audience', () => {
  it.each([
    ['ordered candles in the last 90 days', 'ordered candles in the last 90 days'],
    ['people who bought candles within 3 months', 'ordered candles in the last 90 days'],
    ['customers who have not ordered for 60 days', 'not ordered in the last 60 days'],
    ["haven't bought anything in the last month", 'not ordered in the last 30 days'],
    ['no orders in the past week', 'not ordered in the last 7 days'],
    ['at least 3 orders', 'ordered at least 3 times'],
    ['3 or more orders', 'ordered at least 3 times'],
    ['ordered twice', 'ordered exactly 2 times'],
    ['viewed Fig & Cedar Soy Candle but never ordered', 'viewed “Fig & Cedar Soy Candle” and not ordered'],
    ['probability above 20 %', 'probability above 20 %'],
    ['chance of ordering < 5%', 'probability below 5 %'],
    ['who is at risk', 'risk of leaving above 50 %'],
    ['risk of leaving at least 70 %', 'risk of leaving at least 70 %'],
    ['spent more than €100 in the last year', 'spent more than 100.00 EUR in the last 365 days'],
    ['with e-mail consent', 'consent to e-mail'],
    ['without consent to tracking', 'not consent to tracking'],
    ['everyone', 'everyone'],
    ['who are better left alone', 'better left alone'],
    ['not better left alone and ordered', 'not better left alone and ordered'],
    ['left alone', 'better left alone'],
    ['opened an email in the last 2 weeks', 'opened an e-mail in the last 14 days'],
    ['last ordered more than 90 days ago', 'ordered and not ordered in the last 90 days'],
    ['candle buyers', 'ordered candle'],
    ['buyers of soy candles', 'ordered “soy candles”'],
    ['likely to buy reed diffusers next', 'likely next “reed diffusers”'],
    ['ordered candles or diffusers', 'ordered “candles or diffusers”'],
    [
      'ordered candles and (viewed melts or added sprays to their cart)',
      'ordered candles and (viewed melts or added to cart sprays)',
    ],
  ])('reads “%s”', (typed, meant) => {
    expect(words(typed)).toBe(meant);
  });

  it.each([
    'ordered candles in the last 90 days and not ordered in the last 30 days and probability above 20 %',
    'ordered candles at least 2 times in the last 90 days or spent at least 50.00 EUR in the last 7 days',
    'not (ordered candles or viewed melts) and consent to e-mail and new in the last 14 days',
    'likely next “Lavender Soy Candle” and not been e-mailed in the last 7 days',
    'been active in the last day and clicked in an e-mail more than 1 time',
    'everyone',
  ])('means the same when its own words are typed again: “%s”', (text) => {
    const first = read(text);
    expect(first.notUnderstood).toEqual([]);
    expect(describeAudience(first.rule!)).toBe(text);
    expect(read(describeAudience(first.rule!)).rule).toEqual(first.rule);
    expect(audienceRuleSchema.parse(first.rule)).toEqual(first.rule);
    expect(read(JSON.stringify(first.rule)).rule).toEqual(first.rule);
  });

  it('says what words without figures were taken to mean', () => {
    const { rule, assumptions, notUnderstood } = read('lapsed candle buyers');
    expect(notUnderstood).toEqual([]);
    expect(describeAudience(rule!)).toBe('ordered and not ordered in the last 90 days and ordered candle');
    expect(assumptions).toEqual(['“lapsed” is read as ordered before, but not in the last 90 days']);
    expect(read('at risk').assumptions[0]).toContain('to order nothing within 90 days');
  });

  it('takes for at risk who is unlikely to order where nothing foretells who leaves, and says so', () => {
    const without = { ...facts, leavingHorizonDays: null };
    const { rule, assumptions } = understandAudience('at risk', without);
    expect(describeAudience(rule!)).toBe('ordered and probability below 2.5 %');
    expect(assumptions[0]).toContain('as nothing foretells yet who leaves');
    expect(understandAudience('risk of leaving above 50 %', without).notUnderstood).toEqual([
      'nothing foretells yet who leaves',
    ]);
  });

  it('leaves out what it does not understand, and says so', () => {
    const { rule, notUnderstood } = read('ordered candles and wearing blue hats');
    expect(describeAudience(rule!)).toBe('ordered candles');
    expect(notUnderstood).toEqual(['“wearing blue hats”']);
  });

  it('asks rather than guesses when no product is called so', () => {
    const { rule, notUnderstood } = read('ordered difusers in the last 30 days');
    expect(rule).toBeNull();
    expect(notUnderstood[0]).toMatch(/no product or category is called “difusers”; did you mean “diffusers”/);
  });

  it('does not guess what “it” is', () => {
    expect(read('viewed candles but never ordered it').notUnderstood[0]).toContain('called “it”');
  });

  it('never drops a “not” silently', () => {
    expect(words('not people who ordered')).toBe('not ordered');
    expect(read('not purple').notUnderstood.join()).toContain('after “not”');
  });

  it('does not take the name of another thing for a candle', () => {
    const { rule } = read('ordered candle holders');
    expect(rule).toMatchObject({ products: { categories: [] } });
    expect(JSON.stringify(rule)).not.toContain('soy-candle');
  });

  it('does not compare money of another currency', () => {
    expect(read('spent over $100').notUnderstood).toEqual(['this shop counts in EUR, not in USD']);
  });

  it('refuses JSON that is no rule', () => {
    expect(read('{"did":"flown"}').notUnderstood).toEqual(['this JSON is no audience rule']);
    expect(read('{"did"').notUnderstood[0]).toContain('no valid JSON');
  });
});
