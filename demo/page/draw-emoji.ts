/** At build time: the pictures of the emoji that the page knows by name, as Slack draws them; many machines have no font for them. */
import { icons } from '@iconify-json/fluent-emoji-flat';
import names from '@iconify-json/fluent-emoji-flat/chars.json' with { type: 'json' };
import { emojiOf } from './src/blocks/emoji.ts';

/** SVG documents by the emoji's character, for those that the set has. */
export function drawEmoji(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...emojiOf.values()].map((sign) => [sign, draw(sign)]));
}

function draw(sign: string): string | undefined {
  const name = (names as Record<string, string>)[codeOf(sign)];
  const body = name === undefined ? undefined : icons.icons[name]?.body;
  if (body === undefined) return undefined;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${icons.width} ${icons.height}">${body}</svg>`;
}

/** As the set writes it: code points in hexadecimal, without the one that only asks for colour. */
function codeOf(sign: string): string {
  return Array.from(sign, (part) => part.codePointAt(0)!.toString(16))
    .filter((code) => code !== 'fe0f')
    .join('-');
}
