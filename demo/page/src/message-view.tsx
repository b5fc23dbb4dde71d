/** One message: who, when, what, its files and its thread. */
import type { SharedFile, StoredMessage } from '../../slack/wire-types.ts';
import { Avatar, nameOf } from './avatar.tsx';
import { BlockSurface } from './blocks/block-surface.tsx';
import { SlackText } from './blocks/slack-text.tsx';
import { Icon } from './icons.tsx';
import { timeOf } from './messages.ts';
import { useWorkspaceContext } from './workspace-context.ts';

interface MessageViewProps {
  message: StoredMessage;
  compact?: boolean;
  replyCount?: number;
  onThread?: () => void;
}

export function MessageView({ message, compact = false, replyCount = 0, onThread }: MessageViewProps) {
  const { state } = useWorkspaceContext();
  const name = nameOf(state, message.user);
  const isApp = message.bot_id !== undefined;
  const classes = ['message', compact && 'compact', message.only_for && 'ephemeral']
    .filter(Boolean)
    .join(' ');
  return (
    <article className={classes} aria-label={`${name} at ${timeOf(message.ts)}`}>
      {message.only_for && (
        <p className="only-you">
          <Icon shape="eye" /> Only visible to you
        </p>
      )}
      <div className="gutter">
        {compact ? (
          <time className="hover-time">{timeOf(message.ts)}</time>
        ) : (
          <Avatar userId={message.user} />
        )}
      </div>
      <div className="content">
        {!compact && (
          <p className="author">
            <strong>{name}</strong>
            {isApp && <span className="app-badge">APP</span>}
            <time>{timeOf(message.ts)}</time>
          </p>
        )}
        <MessageBody message={message} />
        {replyCount > 0 && onThread && (
          <button type="button" className="replies" onClick={onThread}>
            {replyCount === 1 ? '1 reply' : `${replyCount} replies`}
          </button>
        )}
      </div>
      {onThread && !message.only_for && (
        <div className="message-tools">
          <button type="button" onClick={onThread} aria-label={`Reply in thread to ${name}`}>
            <Icon shape="thread" />
          </button>
        </div>
      )}
    </article>
  );
}

function MessageBody({ message }: { message: StoredMessage }) {
  const { blocks, text, channel, ts, edited, files } = message;
  return (
    <>
      {blocks && blocks.length > 0 ? (
        // A new edit may bring other elements: their old values must not linger.
        <BlockSurface key={edited?.ts ?? ts} blocks={blocks} where={{ channel, ts }} />
      ) : (
        text && <SlackText text={{ type: 'mrkdwn', text }} />
      )}
      {edited && !message.bot_id && <small className="edited">(edited)</small>}
      {files?.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
    </>
  );
}

function FileView({ file }: { file: SharedFile }) {
  const address = `/workspace/files/${encodeURIComponent(file.id)}`;
  const description = typeof file['alt_txt'] === 'string' ? file['alt_txt'] : file.title;
  if (file.mimetype.startsWith('image/'))
    return <img className="file-image" src={address} alt={description} />;
  return (
    <a className="file" href={address} download={file.name}>
      <Icon shape="file" /> {file.title}
    </a>
  );
}
