/** Takes personal data and secrets out of a log line, whoever wrote it and whatever library the error came from. */

/** Of an error only this is kept: libraries hang requests, addresses and credentials on theirs. */
const KEPT_OF_ERRORS: ReadonlySet<string> = new Set([
  ...['type', 'name', 'message', 'code', 'stack', 'cause', 'aggregateErrors'],
  ...['errno', 'syscall', 'statusCode', 'responseCode', 'command'],
  ...['severity', 'routine', 'schema', 'table', 'column', 'constraint'],
]);

const PRIVATE_KEYS = new RegExp(
  `^(?:${[
    'config|options|headers|req|res|body|payload|traits|properties|params|parameters|detail|where',
    'to|cc|bcc|envelope|response|recipients?|accepted|rejected|e?mail|address|firstName|lastName|auth|user',
  ].join(
    '|',
  )})$|secret|token|passw|authorization|cookie|(?:api|write|master)_?key|flywheel_key|(?:database|smtp)_?url`,
  'i',
);

/** In this order: a URL's credentials would else be taken for an address. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  // Drizzle puts the values of a failed statement into its message, and so into its stack.
  [/\nparams:[\s\S]*?(?=\n {4}at |$)/g, '\nparams: (values)'],
  [/(invalid input (?:syntax|value) for [^:\n]*: )"[^\n]*"/g, '$1(value)'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/"'<>]*@/gi, '$1(secret)@'],
  [/\bhooks\.slack\.com\/[^\s"'<>)]+/gi, 'hooks.slack.com/(secret)'],
  [/\bx(?:ox[a-z]|app)[-.][\w.-]+/gi, '(secret)'],
  [/\b(basic|bearer)\s+[\w+/=.~-]{8,}/gi, '$1 (secret)'],
  [
    /\b(passw(?:or)?d|secret|token|(?:api|write|master|flywheel)[_ ]?key)(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi,
    '$1$2(secret)',
  ],
  // 32 bytes in base64: the master key, a key of a contact, a signing secret.
  [/(?<![\w+/-])(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])[\w+/-]{43}(?:=|(?![\w+/=-]))/g, '(secret)'],
  [/(\/(?:o|c|u|preferences)\/)[\w-]+\.[\w-]{22}/g, '$1(token)'],
  [/(https?:\/\/[^\s?#"'<>]+)\?[^\s"'<>)]*/gi, '$1?(query)'],
  // Begins with a letter or a number: '@tensorflow/tfjs-node' in quotes is a package.
  [/[\p{L}\p{N}_%+][\p{L}\p{N}._%+'-]*(?:@|%40)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu, '(address)'],
];

/** Text without addresses, credentials, keys and the tokens of links. */
export function scrubText(text: string): string {
  return REPLACEMENTS.reduce((clean, [pattern, words]) => clean.replace(pattern, words), text);
}

/** One JSON line in, one out: the same facts without what must not be kept. */
export function scrubLine(line: string): string {
  try {
    return `${JSON.stringify(scrub(JSON.parse(line)))}\n`;
  } catch {
    return scrubText(line);
  }
}

function scrub(value: unknown): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(scrub);
  if (isBytes(value)) return '(bytes)';
  const isError = 'stack' in value && typeof value.stack === 'string';
  const kept = Object.entries(value).filter(([key]) => !isError || KEPT_OF_ERRORS.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [scrubText(key), PRIVATE_KEYS.test(key) ? '(private)' : scrub(inner)]),
  );
}

/** As JSON writes a Buffer or a typed array. */
function isBytes(value: object): boolean {
  const parts = Object.entries(value);
  if ('data' in value && Array.isArray(value.data) && 'type' in value) return value.type === 'Buffer';
  return (
    parts.length > 0 && parts.every(([key, part], index) => key === `${index}` && Number.isInteger(part))
  );
}
