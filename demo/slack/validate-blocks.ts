/** Says what Slack would refuse in blocks and views; nothing on npm does, and the emulator lets everything pass. */
import { type Checker, createChecker, isObject } from './block-checker.ts';
import { blockTypes, blockLimits as limits, type Surface } from './block-limits.ts';
import { checkBlock } from './check-block.ts';
import { countCharacters } from './check-table.ts';
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
  if (fields['type'] === undefined) check.fault('missing required field: type', '/view');
  check.oneOf(fields['type'], ['modal', 'home'], '/view/type');
  const surface = fields['type'] === 'home' ? 'home' : 'modal';
  if (surface === 'modal') checkModal(check, fields);
  check.length(fields['private_metadata'], limits.privateMetadata, '/view/private_metadata');
  for (const key of ['callback_id', 'external_id']) check.length(fields[key], limits.id, `/view/${key}`);
  checkBlocks(check, fields['blocks'], surface);
  return check.faults;
}

function checkModal(check: Checker, view: Json): void {
  check.plainText(view['title'], limits.viewTitle, '/view/title');
  for (const key of ['submit', 'close'])
    if (view[key]) check.plainText(view[key], limits.viewButton, `/view/${key}`);
  const { blocks } = view;
  const inputs = Array.isArray(blocks) && blocks.some((block) => block?.type === 'input');
  if (inputs && !view['submit']) check.fault('input blocks need a submit button', '/view/submit');
}

function checkBlocks(check: Checker, blocks: unknown, surface: Surface) {
  if (!Array.isArray(blocks)) return check.fault('must be an array', '/blocks');
  const isView = surface === 'modal' || surface === 'home';
  check.count(blocks, isView ? limits.blocksInView : limits.blocksInMessage, '/blocks');
  for (const [index, block] of blocks.entries())
    checkBlock(check, block, { at: `/blocks/${index}`, allowed: blockTypes[surface] });
  checkTotals(check, blocks.filter(isObject));
}

/** What holds for a message or view as a whole: unique ids, one focus, so many tables and charts, so much text in them. */
function checkTotals(check: Checker, blocks: readonly Json[]): void {
  const contained = blocks.flatMap(({ child_blocks: children }) => (Array.isArray(children) ? children : []));
  const all = [...blocks, ...contained.filter(isObject)];
  const ofType = (...types: string[]) => all.filter(({ type }) => types.includes(String(type)));
  check.unique(
    all.map((block) => block['block_id']),
    'block_id',
    '/blocks',
  );
  if (ofType('table').length > limits.tablesInMessage) check.fault('only one table allowed', '/blocks');
  if (ofType('data_visualization').length > limits.chartsInMessage)
    check.fault(`no more than ${limits.chartsInMessage} charts allowed`, '/blocks');
  const markdown = ofType('markdown').map((block) => String(block['text']));
  if (markdown.join('').length > limits.markdownInMessage)
    check.fault(`must be less than ${limits.markdownInMessage + 1} characters of markdown`, '/blocks');
  const cells = ofType('table', 'data_table').reduce((sum, table) => sum + countCharacters(table), 0);
  if (cells > limits.tableCharactersInMessage)
    check.fault(`must be less than ${limits.tableCharactersInMessage + 1} characters in tables`, '/blocks');
  const focused = all.filter(({ element }) => isObject(element) && element['focus_on_load'] === true);
  if (focused.length > 1) check.fault('only one element can have focus_on_load', '/blocks');
}
