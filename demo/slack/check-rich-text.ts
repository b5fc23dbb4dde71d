/** Checks rich text: what may stand in what, and that each part says what it is made of. */

import { type Checker, isObject } from './block-checker.ts';
import type { Json } from './wire-types.ts';

const MANY = Number.POSITIVE_INFINITY;
const parts = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];

/** The field that an inline element cannot be without, by its type. */
const needed: Readonly<Record<string, string>> = {
  broadcast: 'range',
  channel: 'channel_id',
  color: 'value',
  date: 'timestamp',
  emoji: 'name',
  link: 'url',
  team: 'team_id',
  text: 'text',
  user: 'user_id',
  usergroup: 'usergroup_id',
};

/** Checks a rich_text block wherever it stands: in a message, in a table's cell or in a card of a task. */
export function checkRichText(check: Checker, block: Json, at: string): void {
  for (const [index, part] of check.objects(block, 'elements', MANY, at).entries()) {
    const place = `${at}/elements/${index}`;
    const type = String(part['type']);
    if (!parts.includes(type)) check.fault(`unsupported type: ${type}`, `${place}/type`);
    else if (type === 'rich_text_list') checkList(check, part, place);
    else checkInline(check, part, place);
  }
}

function checkList(check: Checker, list: Json, at: string): void {
  if (list['style'] === undefined) check.fault('missing required field: style', at);
  check.oneOf(list['style'], ['bullet', 'ordered'], `${at}/style`);
  check.objects(list, 'elements', MANY, at).forEach((item, index) => {
    const place = `${at}/elements/${index}`;
    if (item['type'] !== 'rich_text_section')
      check.fault(`unsupported type: ${String(item['type'])}`, `${place}/type`);
    else checkInline(check, item, place);
  });
}

/** A section may be empty, as an empty line is. */
function checkInline(check: Checker, owner: Json, at: string) {
  const elements = owner['elements'];
  if (!Array.isArray(elements)) return check.fault('missing required field: elements', at);
  for (const [index, element] of elements.entries()) {
    const place = `${at}/elements/${index}`;
    if (isObject(element)) checkPiece(check, element, place);
    else check.fault('must be an object', place);
  }
}

function checkPiece(check: Checker, element: Json, at: string) {
  const type = String(element['type']);
  const field = needed[type];
  if (field === undefined) return check.fault(`unsupported type: ${type}`, `${at}/type`);
  if (element[field] === undefined || element[field] === '')
    check.fault(`missing required field: ${field}`, at);
}
