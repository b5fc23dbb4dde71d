/** Slack's mrkdwn, parsed into a tree; entities are decoded last, so that escaped text never becomes markup. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'emoji'; name: string }
  | { kind: 'link'; address: string; children: Inline[] }
  | { kind: 'user'; id: string }
  | { kind: 'mention'; text: string }
  | { kind: 'date'; seconds: number; format: string };

export type Part =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'preformatted'; text: string };

/** https://docs.slack.dev/messaging/formatting-message-text */
export function parseMrkdwn(text: string): Part[] {
  return text.split('```').flatMap((piece, index, pieces) => {
    const isCode = index % 2 === 1;
    if (isCode)
      return [{ kind: 'preformatted' as const, text: decodeEntities(piece.replace(/^\n|\n$/g, '')) }];
    // The line breaks around a code block are the block's own.
    const after = index > 0 ? piece.replace(/^\n/, '') : piece;
    return parseLines(index < pieces.length - 1 ? after.replace(/\n$/, '') : after);
  });
}

function parseLines(text: string): Part[] {
  if (text === '') return [];
  const parts: { kind: 'paragraph' | 'quote'; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const kind = quote ? 'quote' : 'paragraph';
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(quote?.[1] ?? line);
    else parts.push({ kind, lines: [quote?.[1] ?? line] });
  }
  return parts.map(({ kind, lines }) => ({ kind, children: parseInline(lines.join('\n')) }));
}

/** A mark opens after something that is no letter and before something that is no space, and closes the other way round. */
const marked = (mark: string): string =>
  `(?<![\\w${mark}])${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)${mark}(?![\\w${mark}])`;
const pattern = new RegExp(
  [
    '`([^`\\n]+)`',
    '<([^<>\\n]+)>',
    marked('\\*'),
    marked('_'),
    marked('~'),
    "(?<!\\w):([a-z0-9_+'-]+):(?!\\w)",
    '(https?://[^\\s<>|*~`]+[^\\s<>|*~`.,;:!?)])',
  ].join('|'),
  'g',
);

/** Marks, links and emoji within running text. */
function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) nodes.push({ kind: 'text', text: decodeEntities(text.slice(end, match.index)) });
    nodes.push(toInline(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push({ kind: 'text', text: decodeEntities(text.slice(end)) });
  return nodes;
}

function toInline([, code, angle, bold, italic, strike, emoji, address]: RegExpMatchArray): Inline {
  if (code !== undefined) return { kind: 'code', text: decodeEntities(code) };
  if (angle !== undefined) return parseAngle(angle);
  if (bold !== undefined) return { kind: 'bold', children: parseInline(bold) };
  if (italic !== undefined) return { kind: 'italic', children: parseInline(italic) };
  if (strike !== undefined) return { kind: 'strike', children: parseInline(strike) };
  if (emoji !== undefined) return { kind: 'emoji', name: emoji };
  const decoded = decodeEntities(address ?? '');
  return { kind: 'link', address: decoded, children: [{ kind: 'text', text: decoded }] };
}

function parseAngle(content: string): Inline {
  const bar = content.indexOf('|');
  const target = bar === -1 ? content : content.slice(0, bar);
  const label = bar === -1 ? undefined : content.slice(bar + 1);
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { kind: 'mention', text: label ? `#${label}` : target };
  const date = /^!date\^(\d+)\^([^^]*)/.exec(target);
  if (date) return { kind: 'date', seconds: Number(date[1]), format: String(date[2]) };
  if (target.startsWith('!')) return { kind: 'mention', text: label ?? `@${target.slice(1)}` };
  const address = decodeEntities(target);
  const children: Inline[] = label ? parseInline(label) : [{ kind: 'text', text: address }];
  return { kind: 'link', address, children };
}

/** Slack's three entities, and no others; `&amp;lt;` must end as `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
