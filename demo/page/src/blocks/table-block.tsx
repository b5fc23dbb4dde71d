/** A table; the library throws on numbers in cells. */
import type { Json } from '../../../slack/wire-types.ts';
import { LibraryBlock } from './library-block.tsx';

export function TableBlock({ rows, settings }: { rows: Json[][]; settings: Json[] | undefined }) {
  const [head, ...body] = rows;
  const alignOf = (column: number) => {
    const align = settings?.[column]?.['align'];
    return align === 'right' || align === 'center' ? align : undefined;
  };
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>
            {head?.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <th key={column} scope="col" style={{ textAlign: alignOf(column) }}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={column} style={{ textAlign: alignOf(column) }}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: Json }) {
  if (cell['type'] === 'rich_text') return <LibraryBlock block={cell} />;
  return <>{String(cell['text'] ?? cell['value'] ?? '')}</>;
}
