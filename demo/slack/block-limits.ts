/** Slack's documented limits for Block Kit, in one place: counts are items, lengths are characters. */

export const blockLimits = {
  blocksInMessage: 50,
  blocksInView: 100,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  optionText: 75,
  optionValue: 150,
  selectOptions: 100,
  overflowOptions: 5,
  choiceOptions: 10,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  plainTextInput: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  id: 255,
  imageAlt: 2000,
  markdownInMessage: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tablesInMessage: 1,
} as const;

export type Surface = 'message' | 'message without charts' | 'modal' | 'home';

const everywhere = [
  'section',
  'header',
  'context',
  'actions',
  'divider',
  'image',
  'input',
  'rich_text',
  'video',
];
const messagesOnly = [
  'markdown',
  'table',
  'file',
  'container',
  'data_visualization',
  'context_actions',
  'data_table',
  'plan',
  'task_card',
  'card',
  'carousel',
];

/** The block types Slack draws on each surface. */
export const blockTypes: Record<Surface, ReadonlySet<string>> = {
  message: new Set([...everywhere, ...messagesOnly]),
  'message without charts': new Set(
    [...everywhere, ...messagesOnly].filter((type) => type !== 'data_visualization'),
  ),
  modal: new Set([...everywhere, 'alert']),
  home: new Set(everywhere),
};

/** The schemes Slack follows; anything else, `javascript:` above all, is refused. */
export const linkSchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'slack:']);
