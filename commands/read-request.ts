/** Reads what somebody wrote to the bot in plain words: which of the commands it is, by rule. */

export type Request =
  | { readonly kind: 'predict' | 'audience' | 'brief' | 'report' | 'campaign'; readonly text: string }
  /** One of the words that `/campaign` takes, and which campaign, as in `pause 12`. */
  | { readonly kind: 'decide'; readonly text: string }
  | { readonly kind: 'campaigns' | 'model' | 'help' | 'unknown' };

/** What people say before and after what they want. */
const BEFORE =
  /^(?:(?:<@\w+>|hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|there|flywheel|team|ok|okay|so|please|pls|thanks|and|just|also|(?:can|could|would|will) (?:you|we|i)(?= )|i(?: would|'d|’d)? (?:like|want|need) to|let['’]?s|help me (?:to )?(?=\w))(?![\w@'’])[\s,!.:;–—-]*)+/i;
const AFTER = /(?:[\s,!.?:;–—-]|\b(?:please|pls|thanks|thank you|thx|cheers)(?=[\s,!.?:;]*$))+$/i;

const SHOW =
  '(?:(?:show|give|tell|get|send|open|see|view|list)(?: (?:me|us))?(?: about)? )?(?:the |our |all |my |your )*';
const CAMPAIGN = '(?:the )?(?:campaigns?\\b ?)?(?:number |no\\.? ?)?';

/** Said of one campaign; only words that mean one thing are acted on, and the others show its card, which has the buttons. */
const ACTS: Readonly<Record<string, string>> = {
  ...{ pause: 'pause', hold: 'pause', resume: 'resume', unpause: 'resume', continue: 'resume' },
  ...{ stop: 'stop', undo: 'undo' },
};
const ACT = Object.keys(ACTS).join('|');

type Rule = readonly [RegExp, (rest: string, match: RegExpExecArray) => Request];

const DECISIONS: readonly Rule[] = [
  // "campaign 12 pause"
  [
    new RegExp(`^campaign #?(\\d+)[,:]? (${ACT})(?: it)?(?: now)?$`, 'i'),
    (_, [, number = '', act = '']) => toDecision(act, number),
  ],
  // "pause campaign 12", "campaign pause 12", "pause it": which one is asked for where nothing says it.
  [
    new RegExp(
      `^(?:campaign )?(${ACT}) (?:the approval of |sending )?${CAMPAIGN}(?=#?\\d)(.*?)(?: (?:now|right now|right away|at once|immediately))?$`,
      'i',
    ),
    (_, [, act = '', number = '']) => toDecision(act, number),
  ],
  [
    new RegExp(
      `^(?:campaign )?(${ACT})(?: (?:it|that|this|all|every|the|our|a|my|campaigns?|approval|sending|everything))*$`,
      'i',
    ),
    (_, [, act = '']) => toDecision(act, ''),
  ],
];

const REPORTS: readonly Rule[] = [
  [
    new RegExp(
      `^(?:how (?:did|does|is|was|has|are) campaign #?(\\d+) (?:do|doing|did|done|going|go|been doing|performing|perform)\\b.*|what (?:did|has) campaign #?(\\d+) (?:bring|brought|earn|earned|do|done|make|made)\\b.*|campaign #?(\\d+)[,:]? (?:report|results?)|(?:campaign )?${SHOW}(?:report|results?)(?: (?:on|of|for|from|about))? ${CAMPAIGN}#?(\\d+))$`,
      'i',
    ),
    (_, [, ...numbers]) => ({ kind: 'report', text: numbers.find((one) => one !== undefined) ?? '' }),
  ],
  [
    new RegExp(
      `^(?:how (?:did we do|are we doing|is it going|are things(?: going)?|(?:was|is) (?:the|this|last|our) week)|what (?:came back|did we (?:sell|earn|send))|${SHOW}(?:weekly report|results|report(?: (?:on|of|for) (?:the |this |last )?week)?$))\\b.*`,
      'i',
    ),
    () => ({ kind: 'report', text: '' }),
  ],
  [/^(?:the )?report\b(?: on)?(?: campaign)?\s*/i, (rest) => ({ kind: 'report', text: rest })],
];

const FORECASTS: readonly Rule[] = [
  [
    /^who (?:will|would|might|could|is (?:likely|going) to|are (?:likely|going) to) (?:leave|churn|go away|stop (?:buying|ordering))\b.*/i,
    () => ({ kind: 'audience', text: 'at risk' }),
  ],
  [
    /^who (?:will|would|might|is (?:likely|going) to|are (?:likely|going) to|wants? to|could) (?:buy|order|purchase|want)\s*/i,
    (rest) => ({ kind: 'predict', text: isNobody(rest) ? '' : `product ${rest}` }),
  ],
  [/^(?:who is about to (?:buy|order))\b.*/i, () => ({ kind: 'predict', text: '' })],
  [
    new RegExp(
      `^(?:(?:what is )?${SHOW}forecasts?|what will happen|how many (?:orders|buyers) (?:will|are)|how much will we (?:sell|earn|make))\\b.*`,
      'i',
    ),
    () => ({ kind: 'predict', text: '' }),
  ],
  [
    /^(?:(?:tell me |what )?about |show (?:me )?|who is |how is |will |predict )?(\S+@\S+\.\w+)(?: (?:buy|order|come back)(?: again| soon)*)?$/i,
    (_, [, address = '']) => ({ kind: 'predict', text: address }),
  ],
  [/^predict\b\s*/i, (rest) => ({ kind: 'predict', text: rest })],
];

const CAMPAIGNS: readonly Rule[] = [
  [
    /^(?:campaign|draft)\s+new\b\s*|^(?:new|draft|make|create|propose|start|write)\b(?: me| us)?(?: an?)?(?: new)? campaign\b(?: (?:to|for|that))?\s*|^draft\s+/i,
    (rest) => ({ kind: 'brief', text: rest }),
  ],
  [
    /^(?=(?:win[ -]?back|bring back|re-?activate|cross-?sell|sell|promote|remind)\b)/i,
    (rest) => ({ kind: 'brief', text: rest }),
  ],
  [/^(?:campaign )?#?(\d+)$/i, (_, [, number = '']) => ({ kind: 'campaign', text: number })],
  // Whatever else is said of one campaign: its card has all of it, and nothing is changed by showing it.
  [
    /^(?!.*campaigns? #?\d+.*campaigns? #?\d).*\bcampaign (?:number |no\.? ?)?#?(\d+)\b.*/i,
    (_, [, number = '']) => ({ kind: 'campaign', text: number }),
  ],
  [
    new RegExp(
      `^(?:${SHOW}(?:campaigns?|proposals?)|(?:what|which|are there|do we have)(?: (?:is|are|any|campaigns?))* (?:running|waiting|proposed|campaigns?|proposals?)|what (?:waits|is waiting) for (?:me|us))\\b.*`,
      'i',
    ),
    () => ({ kind: 'campaigns' }),
  ],
];

/** The first rule that fits; a slash before a command's name makes no difference. */
const RULES: readonly Rule[] = [
  [
    /^(?:$|help\b|what (?:can|do) you do\b|how does (?:this|it) work\b|who are you\b)/i,
    () => ({ kind: 'help' }),
  ],
  ...DECISIONS,
  ...REPORTS,
  ...FORECASTS,
  ...CAMPAIGNS,
  [
    new RegExp(
      `^(?:how (?:\\w+ )?(?:is|are|does|do|was) |what (?:about|is) |which )?${SHOW}(?:(?:champion|current) )?(?:models?|champion)\\b.*`,
      'i',
    ),
    () => ({ kind: 'model' }),
  ],
  [
    /^(?:audience|how many (?:people|customers|contacts|of them)?|count|find|list|(?:show|give|tell) (?:me|us)|who|which (?:people|customers|contacts))\b\s*/i,
    (rest) => ({ kind: 'audience', text: rest }),
  ],
];

/** What is meant; `unknown` when no rule fits. Courtesies around it make no difference, and a greeting alone asks for help. */
export function readRequest(typed: string): Request {
  const text = typed
    .trim()
    .replace(/\s+/g, ' ')
    .replace(BEFORE, '')
    .replace(/^\//, '')
    .replace(AFTER, '')
    .trim();
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(text);
    if (match !== null) return make(text.slice(match[0].length).trim(), match);
  }
  return { kind: 'unknown' };
}

function toDecision(act: string, number: string): Request {
  return { kind: 'decide', text: `${ACTS[act.toLowerCase()]} ${number}`.trim() };
}

/** "who will buy next week": no product is named. */
function isNobody(rest: string): boolean {
  return /^(?:$|next|soon|anything|something|this|in the|within|again)\b/i.test(rest);
}
