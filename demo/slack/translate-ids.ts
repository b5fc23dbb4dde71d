/** The emulator draws new random ids at each start; this swaps them for ours, and back, in any text that passes. */

export interface IdTranslator {
  /** `ours` is what the bot and the page see, `theirs` what the emulator made of it at this start. */
  add(ours: string, theirs: string): void;
  toTheirs(text: string): string;
  toOurs(text: string): string;
}

/** Ids are ten letters and digits, so they stand in form bodies and JSON alike without escapes. */
export function createIdTranslator(): IdTranslator {
  const pairs: [ours: string, theirs: string][] = [];
  return {
    add: (ours, theirs) => {
      pairs.push([ours, theirs]);
    },
    toTheirs: (text) => pairs.reduce((result, [ours, theirs]) => result.replaceAll(ours, theirs), text),
    toOurs: (text) => pairs.reduce((result, [ours, theirs]) => result.replaceAll(theirs, ours), text),
  };
}
