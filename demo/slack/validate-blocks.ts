/** Says what Slack would refuse in blocks and views; nothing on npm does, and the emulator lets everything pass. */
import { type Checker, createChecker } from './block-checker.ts';
import { blockTypes, blockLimits as limits, type Surface } from './block-limits.ts';
import { checkElement } from './check-element.ts';
import type { Json } from './wire-types.ts';

/** Every fault of the blocks of a message, in Slack's words; none means that Slack takes them. */
export function validateBlocks(blocks: unknown, surface: Surface = 'message'): readonly string[] {
  const check = createChecker();
  checkBlocks(check, blocks, surface);
  return check.faults;
}

/** Every fault of a modal or an App Home view. */
export function validateView(view: unknown): readonly string[] {
  const check = createChecker();
  const fields = isObject(view) ? view : {};
  const surface = fields['type'] === 'home' ? 'home' : 'modal';
  if (surface === 'modal') {
    check.plainText(fields['title'], limits.viewTitle, '/view/title');
    for (const key of ['submit', 'close'] as const) {
      if (fields[key]) check.plainText(fields[key], limits.viewButton, `/view/${key}`);
    }
  }
  check.length(fields['private_metadata'], limits.privateMetadata, '/view/private_metadata');
  check.length(fields['callback_id'], limits.id, '/view/callback_id');
  checkBlocks(check, fields['blocks'], surface);
  const inputs = Array.isArray(fields['blocks']) && fields['blocks'].some((block) => block?.type === 'input');
  if (surface === 'modal' && inputs && !fields['submit']) {
    check.fault('input blocks need a submit button', '/view/submit');
  }
  return check.faults;
}

function checkBlocks(check: Checker, blocks: unknown, surface: Surface): void {
  if (!Array.isArray(blocks)) {
    check.fault('must be an array', '/blocks');
    return;
  }
  check.count(
    blocks,
    surface.startsWith('message') ? limits.blocksInMessage : limits.blocksInView,
    '/blocks',
  );
  for (const [index, block] of blocks.entries()) {
    const at = `/blocks/${index}`;
    if (!isObject(block)) {
      check.fault('must be an object', at);
      continue;
    }
    if (!blockTypes[surface].has(String(block['type']))) {
      check.fault(`unsupported type: ${String(block['type'])}`, `${at}/type`);
      continue;
    }
    check.length(block['block_id'], limits.id, `${at}/block_id`);
    checkBlock[String(block['type'])]?.(check, block, at);
  }
  checkTotals(check, blocks.filter(isObject));
}

/** What holds for a message as a whole: unique ids, one table, so much markdown. */
function checkTotals(check: Checker, blocks: readonly Json[]): void {
  const blockIds = blocks.map((block) => block['block_id']).filter((id) => typeof id === 'string');
  if (new Set(blockIds).size < blockIds.length) check.fault('block_id must be unique', '/blocks');
  const tables = blocks.filter((block) => block['type'] === 'table');
  if (tables.length > limits.tablesInMessage) check.fault('only one table allowed', '/blocks');
  const markdown = blocks
    .filter((block) => block['type'] === 'markdown')
    .map((block) => String(block['text']));
  if (markdown.join('').length > limits.markdownInMessage) {
    check.fault(`must be less than ${limits.markdownInMessage + 1} characters of markdown`, '/blocks');
  }
}

const checkBlock: Record<string, (check: Checker, block: Json, at: string) => void> = {
  section: (check, block, at) => {
    const { text, fields, accessory } = block;
    if (text === undefined && fields === undefined) check.fault('missing required field: text or fields', at);
    if (text !== undefined) check.text(text, limits.sectionText, `${at}/text`);
    if (Array.isArray(fields)) {
      check.count(fields, limits.sectionFields, `${at}/fields`);
      fields.forEach((field, index) => {
        check.text(field, limits.fieldText, `${at}/fields/${index}`);
      });
    }
    if (isObject(accessory)) checkElement(check, accessory, `${at}/accessory`);
  },
  header: (check, block, at) => check.plainText(block['text'], limits.headerText, `${at}/text`),
  context: (check, block, at) => {
    elementsOf(check, block, { at, max: limits.contextElements }).forEach((element, index) => {
      const place = `${at}/elements/${index}`;
      if (element['type'] === 'image') check.image(element, place);
      else check.text(element, limits.sectionText, place);
    });
  },
  actions: (check, block, at) => {
    const elements = elementsOf(check, block, { at, max: limits.actionsElements });
    elements.forEach((element, index) => {
      checkElement(check, element, `${at}/elements/${index}`);
    });
    const ids = elements.map((element) => element['action_id']).filter((id) => typeof id === 'string');
    if (new Set(ids).size < ids.length) check.fault('action_id must be unique', `${at}/elements`);
  },
  image: (check, block, at) => check.image(block, at),
  input: (check, block, at) => {
    check.plainText(block['label'], limits.inputLabel, `${at}/label`);
    if (block['hint'] !== undefined) check.plainText(block['hint'], limits.inputHint, `${at}/hint`);
    if (!isObject(block['element'])) return check.fault('missing required field: element', at);
    checkElement(check, block['element'], `${at}/element`);
  },
  markdown: (check, block, at) => {
    if (typeof block['text'] !== 'string') check.fault('missing required field: text', at);
  },
  table: (check, block, at) => {
    const rows = block['rows'];
    if (!Array.isArray(rows) || rows.length === 0) return check.fault('missing required field: rows', at);
    check.count(rows, limits.tableRows, `${at}/rows`);
    for (const [index, row] of rows.entries()) {
      if (Array.isArray(row)) check.count(row, limits.tableColumns, `${at}/rows/${index}`);
      else check.fault('must be an array', `${at}/rows/${index}`);
    }
  },
};

function elementsOf(check: Checker, block: Json, { at, max }: { at: string; max: number }): Json[] {
  const elements = block['elements'];
  if (!Array.isArray(elements) || elements.length === 0) {
    check.fault('missing required field: elements', at);
    return [];
  }
  check.count(elements, max, `${at}/elements`);
  return elements.filter(isObject);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
