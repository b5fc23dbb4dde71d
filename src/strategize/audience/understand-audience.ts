/** Understands who is meant, by rule: what it understood, what it took for granted, and what it did not understand. */

import { type AudienceRule, audienceRuleSchema } from '../../domain/audience.ts';
import type { ReadDeed } from './read-deed.ts';
import { readDeed } from './read-deed.ts';
import { type ReadTrait, readTrait, type TraitFacts } from './read-trait.ts';
import { createReader, type Reader, toPlain } from './reader.ts';

export interface Understanding {
  /** Null when nothing was understood. */
  readonly rule: AudienceRule | null;
  /** What words without figures were read as. */
  readonly assumptions: readonly string[];
  /** Words that were left out, each with the reason where there is one. Nobody should act on the rule while there are any. */
  readonly notUnderstood: readonly string[];
}

/** Words that say nothing about who is meant. */
const FILLERS =
  /^(?:last(?= (?:order|bought|buy|purchas|view|visit))|who|whom|that|which|have|has|had|having|they|them|their|our|my|the|all|any|of|to|those|these|are|is|was|were|do|does|did|but|yet|also|with|in|at|please|find|show|me|us|customers?|contacts?|people|persons?|audience|list|from|ever|it|for|a|an)\b/;
const NOT =
  /^(?:(?:have|has|had|did|do|does|are|were|was)(?: not|n't)|not|never|without|no|haven't|hasn't|didn't|don't)\b/;
/** A person's sentence has no more brackets within brackets. */
const MAX_DEPTH = 8;

/** Reads plain English, or a rule as JSON. Pure: the same words and catalogue give the same rule. */
export function understandAudience(text: string, facts: TraitFacts): Understanding {
  if (text.trim().startsWith('{')) return readJson(text);
  const state: State = { reader: createReader(toPlain(text)), facts, assumptions: [], skipped: [], depth: 0 };
  const rule = readAny(state);
  while (state.reader.rest() !== '') {
    // A closing bracket too many.
    state.skipped.push(state.reader.eat(/^\S+/)![0]);
  }
  return {
    rule,
    assumptions: [...new Set(state.assumptions)],
    notUnderstood: joinSkipped(state.skipped),
  };
}

interface State {
  readonly reader: Reader;
  readonly facts: TraitFacts;
  readonly assumptions: string[];
  /** Words, or explanations that begin with a mark. */
  readonly skipped: string[];
  depth: number;
}

/** Marks what is a sentence of ours rather than a word of theirs. */
const MARK = '\0';

function readJson(text: string): Understanding {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { rule: null, assumptions: [], notUnderstood: ['this begins like a rule, but is no valid JSON'] };
  }
  const parsed = audienceRuleSchema.safeParse(json);
  if (parsed.success) return { rule: parsed.data, assumptions: [], notUnderstood: [] };
  return { rule: null, assumptions: [], notUnderstood: ['this JSON is no audience rule'] };
}

function readAny(state: State): AudienceRule | null {
  const rules: AudienceRule[] = [];
  do {
    const rule = readAll(state);
    if (rule !== null) rules.push(rule);
  } while (state.reader.eat(/^or\b/));
  return rules.length > 1 ? { any: rules } : (rules[0] ?? null);
}

function readAll(state: State): AudienceRule | null {
  const { reader } = state;
  const rules: AudienceRule[] = [];
  while (reader.rest() !== '' && !/^(?:or\b|\))/.test(reader.rest())) {
    if (reader.eat(/^(?:and|but|also|plus|;|,)(?![a-z])/)) continue;
    const rule = readOne(state);
    if (rule !== null) rules.push(...('all' in rule && rule.all.length > 0 ? rule.all : [rule]));
  }
  const parts = rules.length > 1 ? rules.filter((rule) => !('all' in rule)) : rules;
  return parts.length > 1 ? { all: parts } : (parts[0] ?? rules[0] ?? null);
}

function readOne(state: State): AudienceRule | null {
  const { reader } = state;
  if (reader.eat(NOT)) {
    while (reader.eat(FILLERS) || reader.eat(/^(?:yet|been (?!active|e-?mailed|mailed|contacted))/));
    const rule = readOne(state);
    if (rule === null) state.skipped.push(`${MARK}what comes after “not” was not understood`);
    return rule === null ? null : negate(rule);
  }
  if (state.depth < MAX_DEPTH && reader.eat(/^\(/)) {
    state.depth += 1;
    const rule = readAny(state);
    reader.eat(/^\)/);
    state.depth -= 1;
    return rule;
  }
  const found = readTrait(reader, state.facts) ?? readDeed(reader, state.facts.products);
  if (found !== null) return take(state, found);
  if (!reader.eat(FILLERS)) state.skipped.push(reader.eat(/^[^\s,;()]+|^\S/)![0]);
  return null;
}

function negate(rule: AudienceRule): AudienceRule {
  return 'not' in rule ? rule.not : { not: rule };
}

function take(state: State, found: ReadDeed | ReadTrait): AudienceRule | null {
  if (found.kind === 'fault') state.skipped.push(MARK + found.why);
  if (found.kind === 'unknown products') state.skipped.push(MARK + sayUnknown(found));
  if (found.kind !== 'rule') return null;
  if ('assumed' in found && found.assumed !== undefined) state.assumptions.push(found.assumed);
  return found.rule;
}

/** For people: that nothing is called so, and what was perhaps meant. */
export function sayUnknown({
  words,
  near,
}: {
  readonly words: string;
  readonly near: readonly string[];
}): string {
  const meant = near.length === 0 ? '' : `; did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;
  return `no product or category is called “${words}”${meant}`;
}

/** Words that stood together are shown together. */
function joinSkipped(skipped: readonly string[]): string[] {
  const joined: string[] = [];
  let words: string[] = [];
  const flush = () => {
    if (words.length > 0) joined.push(`“${words.join(' ')}”`);
    words = [];
  };
  for (const part of skipped) {
    if (!part.startsWith(MARK)) words.push(part);
    else {
      flush();
      joined.push(part.slice(1));
    }
  }
  flush();
  return joined;
}
