/** Walks through what a person typed, one pattern at a time. */

export interface Reader {
  /** What is left, without leading spaces. */
  rest(): string;
  /** Takes the pattern (it must begin with `^`) if what is left begins with it; else nothing is taken. */
  eat(pattern: RegExp): RegExpExecArray | null;
  /** Runs an attempt; when it gives null, what it took is given back. */
  attempt<T>(read: () => T | null): T | null;
}

export function createReader(text: string): Reader {
  let rest = text.trimStart();
  return {
    rest: () => rest,
    eat(pattern) {
      const match = pattern.exec(rest);
      if (match === null) return null;
      rest = rest.slice(match[0].length).trimStart();
      return match;
    },
    attempt(read) {
      const before = rest;
      const result = read();
      if (result === null) rest = before;
      return result;
    },
  };
}

/** What was typed, in the form that patterns expect: small letters, plain quotes and dashes, single spaces. */
export function toPlain(text: string): string {
  return text
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[‐‑–—]/g, '-')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}
