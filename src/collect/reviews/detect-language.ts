/** Which of the languages that reviews are read in a text is written in, or that it is none of them. */

import type { ReviewLanguage } from '../../domain/review.ts';

/** Small words that hardly a sentence does without; those that two of these languages share are left out of both. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: `the and is it was this that for with but not you my they have has had are were be been very of to at so as just
    would from all when if than there what will your our its it's don't didn't doesn't isn't wasn't i i'm i've them their
    which about after because no too only more works work great good nice love bad product item`,
  de: `der die das und ist nicht ein eine ich mit auf für sehr aber auch war den dem von zu sich habe hat wie nur noch
    wird nach bei schon leider gut sind wir schnell immer es mir mein meine`,
  fr: `le la les et est pas un une je très pour avec mais dans que qui sur des du au ce cette mon bien plus trop sont il
    elle nous vous été était ne produit livraison`,
  es: `el los las y es muy no pero con para una por lo que mi se más bien todo me ha como esta este está del al producto
    bueno buena llegó`,
  it: `il gli è e molto non ma con per una che di sono più bene mi ho ha come questo questa della del nel anche tutto
    prodotto ottimo buono arrivato`,
  pt: `o os as é e muito não mas com para uma por que meu minha mais bem foi está como este esta do da no na também
    produto bom boa chegou`,
  nl: `de het een en is niet ik maar met voor op zeer heel ook was van te zijn heb heeft dat er bij nog mijn goed mooi
    snel erg`,
  sv: `och är inte en ett jag men med för på mycket också var av till har det som den mycket bra min snabb`,
  da: `og er ikke en et jeg men med for på meget også var af til har det som den god min hurtig`,
  pl: `i jest nie ale z na do bardzo się to w jak że od już dla mnie polecam dobry produkt`,
  tr: `ve bir çok bu için ama da de ürün güzel değil ile daha kötü iyi hızlı`,
};
const SETS = Object.entries(SMALL_WORDS).map(
  ([language, words]) => [language, new Set(words.split(/\s+/))] as const,
);
/** A word in three of an English text is a small one; with fewer than half of that it may as well be another language. */
const LEAST_SHARE = 0.15;

/**
 * English, Chinese or another: by script, and within the Latin one by small words. Letters of other scripts
 * may be in it, as brands and emoji are. `isEnglish` says whether a word is in an English word list.
 */
export function detectLanguage(text: string, isEnglish: (word: string) => boolean): ReviewLanguage {
  const letters = count(text, /\p{L}/gu);
  if (letters === 0 || count(text, /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu) > 0.05 * letters)
    return 'other';
  if (count(text, /\p{sc=Han}/gu) >= 0.3 * letters) return 'zh';
  if (count(text, /\p{sc=Latin}/gu) < 0.8 * letters) return 'other';
  return isMostlyEnglish(listWords(text), isEnglish) ? 'en' : 'other';
}

/** Words in lower case, with straight apostrophes. */
export function listWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  );
}

function isMostlyEnglish(words: readonly string[], isEnglish: (word: string) => boolean): boolean {
  const [english = 0, ...others] = SETS.map(([, known]) => words.filter((word) => known.has(word)).length);
  const most = Math.max(...others);
  const listed = words.filter((word) => isEnglish(word) && !SETS.some(([, known]) => known.has(word))).length;
  return english + listed > most && english + listed >= LEAST_SHARE * words.length;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
