/** Phrases that mail filters hold against an e-mail, each named after the rule that does. */

interface SpamRule {
  /** Of SpamAssassin 4 (rules/20_phrases.cf, 20_head_tests.cf), the filter whose rules are public. */
  readonly rule: string;
  readonly looksLike: RegExp;
  readonly say: string;
}

/**
 * The rules that a shop's words could meet; those on medicines, mortgages and inheritances it will not. Rules look at the
 * whole of words rather than at single ones such as "free", which filters stopped counting long ago.
 */
const IN_WORDS: readonly SpamRule[] = [
  { rule: 'GUARANTEED_100_PERCENT', looksLike: /100\s?% guaranteed/i, say: '“100% guaranteed”' },
  { rule: 'BANG_GUAR', looksLike: /\bguaranteed?!/i, say: '“guarantee” with an exclamation mark' },
  { rule: 'MONEY_BACK', looksLike: /money[- ]back guarantee/i, say: '“money back guarantee”' },
  { rule: 'DEAR_FRIEND', looksLike: /^\s*dear friend\b/im, say: '“Dear friend”' },
  { rule: 'DEAR_SOMETHING', looksLike: /\bdear (?:sirs?|madam)\b/i, say: '“Dear sir or madam”' },
  {
    rule: 'URG_BIZ',
    looksLike: /\burgent.{0,16}(?:notice|offer|proposal|reply|request|response)/i,
    say: '“urgent” before a request',
  },
  { rule: 'ACT_NOW_CAPS', looksLike: /\bA(?:ct|CT) N(?:ow|OW)\b/, say: '“Act Now” in capitals' },
  { rule: 'ONE_TIME', looksLike: /\bone[- ]time (?:charge|offer|promotion)/i, say: '“one-time offer”' },
  { rule: 'LOW_PRICE', looksLike: /\b[Ll]ow\w{0,4} Price/, say: '“lowest Price” in capitals' },
  {
    rule: 'PRICES_ARE_AFFORDABLE',
    looksLike: /\baffordable .{0,10}prices\b/i,
    say: '“affordable prices”',
  },
  { rule: 'UNCLAIMED_MONEY', looksLike: /\bunclaimed (?:prize|reward|mon)/i, say: 'an unclaimed prize' },
  { rule: 'JOIN_MILLIONS', looksLike: /\bjoin (?:millions|thousands)\b/i, say: '“join thousands”' },
  {
    rule: 'EXCUSE_24',
    looksLike: /you(?:'ve|'re| have| are)? receiv(?:ed?|ing) this (?:advertisement|offer|special)/i,
    say: 'an excuse for writing',
  },
  {
    rule: 'DIET_1',
    looksLike: /\b(?:weight.?loss|los(?:e|t|ing) .{0,10}(?:pounds|weight))\b/i,
    say: 'weight loss',
  },
];

const IN_SUBJECT: readonly SpamRule[] = [
  {
    rule: 'SUBJ_ALL_CAPS',
    looksLike: /^(?=(?:.*\p{Lu}){8})[^\p{Ll}]+$/u,
    say: 'a subject in capitals only',
  },
  {
    rule: 'PLING_QUERY',
    looksLike: /\?.*!|!.*\?/,
    say: 'a question mark and an exclamation mark in the subject',
  },
  { rule: 'PLING_PLING', looksLike: /!!/, say: 'several exclamation marks in the subject' },
];

/** What of a rendered e-mail's subject and words filters would hold against it, in words for a person. */
export function findSpamWords(subject: string, words: string): readonly string[] {
  const found = [
    ...IN_SUBJECT.filter(({ looksLike }) => looksLike.test(subject)),
    ...IN_WORDS.filter(({ looksLike }) => looksLike.test(`${subject}\n${words}`)),
  ];
  return found.map(({ say }) => say);
}
