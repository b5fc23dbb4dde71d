/** One emoji by its name, as a picture; a name that nobody knows stays as it was typed. */
import pictures from 'virtual:emoji-pictures';
import { findEmoji } from './emoji.ts';

export function EmojiPicture({ name }: { name: string }) {
  const sign = findEmoji(name);
  if (sign === undefined) return `:${name}:`;
  const picture = pictures[sign];
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
