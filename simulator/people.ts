/** Invented people: names and addresses under domains that RFC 2606 reserves, so that no mail can reach anyone. */

import type { Random } from '../src/statistics/random.ts';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** `en` or `zh`: the language that the person writes reviews in. */
  readonly language: 'en' | 'zh';
}

const ENGLISH: readonly [readonly string[], readonly string[]] = [
  'Ada Ben Chloe Daniel Elena Finn Grace Hugo Iris Jonas Kira Liam Maya Noah Olive Priya Quinn Rosa Sam Tessa Umar Vera Will Yara Zoe'.split(
    ' ',
  ),
  'Adler Brook Carter Diaz Ellis Fischer Gruber Hart Ito Jensen Keller Lopez Moreau Novak Okafor Patel Rossi Silva Turner Weber'.split(
    ' ',
  ),
];
const CHINESE: readonly (readonly [string, string])[] = [
  ['晓雨', 'xiaoyu'],
  ['子涵', 'zihan'],
  ['静怡', 'jingyi'],
  ['志强', 'zhiqiang'],
  ['美玲', 'meiling'],
  ['浩然', 'haoran'],
];
const CHINESE_FAMILY: readonly (readonly [string, string])[] = [
  ['王', 'wang'],
  ['李', 'li'],
  ['陈', 'chen'],
  ['林', 'lin'],
  ['赵', 'zhao'],
];
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/** The person behind the customer with this index; the index makes the address unique. */
export function inventPerson(index: number, random: Random): Person {
  const domain = pick(DOMAINS, random);
  if (random.uniform() < 0.12) {
    const [firstName, first] = pick(CHINESE, random);
    const [lastName, last] = pick(CHINESE_FAMILY, random);
    return { firstName, lastName, email: `${first}.${last}${index}@${domain}`, language: 'zh' };
  }
  const firstName = pick(ENGLISH[0], random);
  const lastName = pick(ENGLISH[1], random);
  const email = `${firstName}.${lastName}${index}@${domain}`.toLowerCase();
  return { firstName, lastName, email, language: 'en' };
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.integer(items.length)]!;
}
