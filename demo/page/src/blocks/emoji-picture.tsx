/** One emoji by its name, as a picture; a name that nobody knows stays as it was typed. */
import { findEmoji } from './emoji.ts';

/** SVG documents by the emoji's character, put in when the page is built. */
declare const EMOJI_PICTURES: Readonly<Record<string, string | undefined>>;

export function EmojiPicture({ name }: { name: string }) {
  const sign = findEmoji(name);
  if (sign === undefined) return `:${name}:`;
  const picture = EMOJI_PICTURES[sign];
  if (picture === undefined) return sign;
  return (
    <img
      className="emoji"
      src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
      alt={sign}
      title={`:${name}:`}
    />
  );
}
