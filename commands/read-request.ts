/** Reads what somebody wrote to the bot in plain words: which of the commands it is, by rule. */

export type Request =
  | { readonly kind: 'predict' | 'audience' | 'brief' | 'report' | 'campaign'; readonly text: string }
  | { readonly kind: 'campaigns' | 'model' | 'help' | 'unknown' };

const BUYERS =
  /^who (?:will|would|might|is (?:likely|going) to|are (?:likely|going) to|wants? to|could) (?:buy|order|purchase|want)\s*/i;

/** The first rule that fits; a slash before a command's name makes no difference. */
const RULES: readonly (readonly [RegExp, (rest: string) => Request])[] = [
  [/^(?:help|hi|hello|hey|what can you do)\b/i, () => ({ kind: 'help' })],
  [BUYERS, (rest) => ({ kind: 'predict', text: isNobody(rest) ? '' : `product ${rest}` })],
  [/^(?:who is about to (?:buy|order))\b/i, () => ({ kind: 'predict', text: '' })],
  [
    /^(?:(?:what is |show )?(?:the )?forecast|what will happen|how many (?:orders|buyers) (?:will|are))\b.*/i,
    () => ({ kind: 'predict', text: '' }),
  ],
  [/^predict\b\s*/i, (rest) => ({ kind: 'predict', text: rest })],
  [
    /^(?:campaign|draft)\s+new\b\s*|^(?:new|draft|make|create|propose)\b(?: me)?(?: an?)? campaign\b(?: (?:to|for|that))?\s*|^draft\s+/i,
    toBrief,
  ],
  [/^(?=(?:please )?(?:win[ -]?back|bring back|re-?activate|cross-?sell|sell|promote|remind)\b)/i, toBrief],
  [/^(?:show |open )?campaign\s+#?(?=\d+$)/i, (rest) => ({ kind: 'campaign', text: rest })],
  [
    /^(?:(?:show |list )?(?:me )?(?:the |all )?campaigns?|what (?:is|are) (?:running|waiting|proposed)|what (?:waits|is waiting) for me)\b.*/i,
    () => ({ kind: 'campaigns' }),
  ],
  [
    /^(?:audience|how many (?:people|customers|contacts|of them)?|count|find|list|show me|who|which (?:people|customers|contacts))\b\s*/i,
    toAudience,
  ],
  [
    /^(?:how did we do|how (?:was|is) (?:the|this|last) week|what came back)\b.*/i,
    () => ({ kind: 'report', text: '' }),
  ],
  [/^(?:the )?report\b(?: on)?(?: campaign)?\s*/i, (rest) => ({ kind: 'report', text: rest })],
  [/^(?:(?:how good|how is|what about|show) (?:is )?(?:the |our )?)?models?\b.*/i, () => ({ kind: 'model' })],
];

/** What is meant; `unknown` when no rule fits. */
export function readRequest(typed: string): Request {
  const text = typed
    .trim()
    .replace(/^\//, '')
    .replace(/[?!.]+$/, '')
    .trim();
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(text);
    if (match !== null) return make(text.slice(match[0].length).trim());
  }
  return { kind: 'unknown' };
}

function toBrief(rest: string): Request {
  return { kind: 'brief', text: rest };
}

function toAudience(rest: string): Request {
  return { kind: 'audience', text: rest };
}

/** "who will buy next week": no product is named. */
function isNobody(rest: string): boolean {
  return /^(?:$|next|soon|anything|something|this|in the|within|again)\b/i.test(rest);
}
