/** Checks one block by its type. */

import { type Checker, isObject } from './block-checker.ts';
import { containedTypes, elementTypes, blockLimits as limits } from './block-limits.ts';
import { checkChart } from './check-chart.ts';
import { checkElement } from './check-element.ts';
import { checkRichText } from './check-rich-text.ts';
import { checkDataTable, checkTable } from './check-table.ts';
import type { Json } from './wire-types.ts';

/** Reports every fault of a block; `allowed` are the types that may stand where it does. */
export function checkBlock(
  check: Checker,
  block: unknown,
  { at, allowed }: { readonly at: string; readonly allowed: ReadonlySet<string> },
) {
  if (!isObject(block)) return check.fault('must be an object', at);
  const type = String(block['type']);
  if (!allowed.has(type)) return check.fault(`unsupported type: ${type}`, `${at}/type`);
  check.length(block['block_id'], limits.id, `${at}/block_id`);
  checks[type]?.(check, block, at);
}

type Check = (check: Checker, block: Json, at: string) => void;

const checks: Readonly<Record<string, Check>> = {
  section(check, block, at) {
    const { text, fields, accessory } = block;
    if (text === undefined && fields === undefined) check.fault('missing required field: text or fields', at);
    if (text !== undefined) check.text(text, limits.sectionText, `${at}/text`);
    if (fields !== undefined)
      check.list(block, 'fields', limits.sectionFields, at).forEach((field, index) => {
        check.text(field, limits.fieldText, `${at}/fields/${index}`);
      });
    if (accessory !== undefined)
      checkOne(check, block, { key: 'accessory', at, allowed: elementTypes.section });
  },
  header: (check, block, at) => check.plainText(block['text'], limits.headerText, `${at}/text`),
  context(check, block, at) {
    check.objects(block, 'elements', limits.contextElements, at).forEach((element, index) => {
      const place = `${at}/elements/${index}`;
      if (element['type'] === 'image') check.image(element, place);
      else check.text(element, limits.sectionText, place);
    });
  },
  actions: (check, block, at) =>
    checkElements(check, block, { at, max: limits.actionsElements, allowed: elementTypes.actions }),
  context_actions: (check, block, at) =>
    checkElements(check, block, {
      at,
      max: limits.contextActionsElements,
      allowed: elementTypes.context_actions,
    }),
  image(check, block, at) {
    check.image(block, at);
    if (block['title'] !== undefined) check.plainText(block['title'], limits.imageTitle, `${at}/title`);
  },
  input(check, block, at) {
    check.plainText(block['label'], limits.inputLabel, `${at}/label`);
    if (block['hint'] !== undefined) check.plainText(block['hint'], limits.inputHint, `${at}/hint`);
    checkOne(check, block, { key: 'element', at, allowed: elementTypes.input });
  },
  rich_text: checkRichText,
  video(check, block, at) {
    for (const key of ['video_url', 'thumbnail_url']) check.words(block, key, limits.url, at);
    check.words(block, 'alt_text', limits.imageAlt, at);
    check.plainText(block['title'], limits.videoTitle, `${at}/title`);
    check.length(block['author_name'], limits.videoAuthor, `${at}/author_name`);
  },
  markdown: (check, block, at) => check.words(block, 'text', limits.markdownInMessage, at),
  table: checkTable,
  data_table: checkDataTable,
  data_visualization: checkChart,
  file(check, block, at) {
    check.words(block, 'external_id', limits.id, at);
    check.oneOf(block['source'] ?? '', ['remote'], `${at}/source`);
  },
  alert(check, block, at) {
    check.text(block['text'], limits.sectionText, `${at}/text`);
    check.oneOf(block['level'], ['default', 'info', 'warning', 'error', 'success'], `${at}/level`);
  },
  card: checkCard,
  carousel(check, block, at) {
    check.objects(block, 'elements', limits.carouselCards, at).forEach((card, index) => {
      checkBlock(check, card, { at: `${at}/elements/${index}`, allowed: new Set(['card']) });
    });
  },
  container(check, block, at) {
    if (block['rich_text_title'] === undefined)
      check.plainText(block['title'], limits.containerTitle, `${at}/title`);
    if (block['subtitle'] !== undefined)
      check.text(block['subtitle'], limits.containerTitle, `${at}/subtitle`);
    check.list(block, 'child_blocks', limits.containerBlocks, at).forEach((child, index) => {
      checkBlock(check, child, { at: `${at}/child_blocks/${index}`, allowed: containedTypes });
    });
  },
  plan(check, block, at) {
    check.words(block, 'title', Number.POSITIVE_INFINITY, at);
    const { tasks = [] } = block;
    if (!Array.isArray(tasks)) return check.fault('must be an array', `${at}/tasks`);
    tasks.forEach((task: unknown, index) => {
      checkBlock(check, task, { at: `${at}/tasks/${index}`, allowed: new Set(['task_card']) });
    });
  },
  task_card(check, block, at) {
    for (const key of ['task_id', 'title', 'status']) check.words(block, key, Number.POSITIVE_INFINITY, at);
    check.oneOf(block['status'], ['pending', 'in_progress', 'complete', 'error'], `${at}/status`);
    for (const key of ['details', 'output']) {
      const text = block[key];
      if (isObject(text)) checkRichText(check, text, `${at}/${key}`);
    }
  },
};

function checkCard(check: Checker, card: Json, at: string): void {
  if (['hero_image', 'title', 'actions', 'body'].every((key) => card[key] === undefined))
    check.fault('missing required field: hero_image, title, actions or body', at);
  for (const key of ['title', 'subtitle'])
    if (card[key] !== undefined) check.text(card[key], limits.cardTitle, `${at}/${key}`);
  for (const key of ['body', 'subtext'])
    if (card[key] !== undefined) check.text(card[key], limits.cardBody, `${at}/${key}`);
  for (const key of ['hero_image', 'icon']) {
    const image = card[key];
    if (isObject(image)) check.image(image, `${at}/${key}`);
  }
  if (card['actions'] !== undefined)
    checkElements(check, card, { at, key: 'actions', max: limits.cardActions, allowed: elementTypes.card });
}

interface ElementRules {
  readonly at: string;
  readonly key?: string;
  readonly max: number;
  readonly allowed: ReadonlySet<string>;
}

function checkElements(
  check: Checker,
  owner: Json,
  { at, key = 'elements', max, allowed }: ElementRules,
): void {
  const elements = check.objects(owner, key, max, at);
  elements.forEach((element, index) => {
    checkElement(check, element, { at: `${at}/${key}/${index}`, allowed });
  });
  check.unique(
    elements.map((element) => element['action_id']),
    'action_id',
    `${at}/${key}`,
  );
}

function checkOne(
  check: Checker,
  owner: Json,
  { key, at, allowed }: { readonly key: string; readonly at: string; readonly allowed: ReadonlySet<string> },
) {
  const element = owner[key];
  if (!isObject(element)) return check.fault(`missing required field: ${key}`, at);
  checkElement(check, element, { at: `${at}/${key}`, allowed });
}
