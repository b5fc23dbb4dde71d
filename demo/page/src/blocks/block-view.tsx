/** Draws one block by its type. */
import type { Block, Json } from '../../../slack/wire-types.ts';
import { ElementView } from './element-view.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { SlackText, type TextObject } from './slack-text.tsx';
import { TableBlock } from './table-block.tsx';

export function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return (
        <h3 className="block-header">
          <SlackText text={block['text'] as TextObject} />
        </h3>
      );
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="block-divider" />;
    case 'image':
      return <Picture image={block} />;
    case 'actions':
      return (
        <div className="block-actions">
          {(block['elements'] as Json[]).map((element) => (
            <ElementView
              key={String(element['action_id'])}
              element={element}
              blockId={String(block.block_id)}
            />
          ))}
        </div>
      );
    case 'input':
      return <InputBlock block={block} />;
    case 'table':
      return (
        <TableBlock
          rows={block['rows'] as Json[][]}
          settings={block['column_settings'] as Json[] | undefined}
        />
      );
    case 'rich_text':
    case 'markdown':
      return <LibraryBlock block={block} />;
    default:
      return <p className="quiet">A block of type {block.type} cannot be shown here.</p>;
  }
}

function Section({ block }: { block: Block }) {
  const { text, fields, accessory } = block as { text?: TextObject; fields?: TextObject[]; accessory?: Json };
  return (
    <div className="block-section">
      <div className="block-section-text">
        {text && <SlackText text={text} />}
        {fields && (
          <div className="block-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no id and never move within a message
              <SlackText key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.['type'] === 'image' ? (
        <img
          className="accessory-image"
          src={addressOf(accessory)}
          alt={String(accessory['alt_text'] ?? '')}
        />
      ) : (
        accessory && <ElementView element={accessory} blockId={String(block.block_id)} />
      )}
    </div>
  );
}

function Context({ block }: { block: Block }) {
  return (
    <div className="block-context">
      {(block['elements'] as Json[]).map((element, index) =>
        element['type'] === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no id and never move
          <img key={index} src={addressOf(element)} alt={String(element['alt_text'] ?? '')} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no id and never move
          <SlackText key={index} text={element as unknown as TextObject} />
        ),
      )}
    </div>
  );
}

function Picture({ image }: { image: Json }) {
  const title = image['title'] as TextObject | undefined;
  return (
    <figure className="block-image">
      {title && (
        <figcaption>
          <SlackText text={title} />
        </figcaption>
      )}
      <img src={addressOf(image)} alt={String(image['alt_text'] ?? '')} />
    </figure>
  );
}

/** A picture by address, or a file that was uploaded to the workspace. */
function addressOf(image: Json): string | undefined {
  const file = image['slack_file'] as { id?: string; url?: string } | undefined;
  if (file?.id) return `/workspace/files/${encodeURIComponent(file.id)}`;
  const address = String(image['image_url'] ?? file?.url ?? '');
  return /^(https?:|data:image\/)/.test(address) ? address : undefined;
}
