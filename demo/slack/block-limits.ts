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
  contextActionsElements: 5,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  url: 3000,
  optionText: 75,
  optionDescription: 75,
  optionValue: 150,
  optionGroups: 100,
  selectOptions: 100,
  overflowOptions: 5,
  choiceOptions: 10,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  plainTextInput: 3000,
  filesInput: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  id: 255,
  imageAlt: 2000,
  imageTitle: 2000,
  videoTitle: 199,
  videoAuthor: 49,
  markdownInMessage: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableCharactersInMessage: 10_000,
  tablesInMessage: 1,
  dataTableRows: 101,
  dataTablePage: 100,
  chartTitle: 50,
  chartAxisLabel: 50,
  chartLabel: 20,
  chartCategories: 20,
  chartSeries: 6,
  chartsInMessage: 2,
  cardTitle: 150,
  cardBody: 200,
  cardActions: 3,
  carouselCards: 10,
  containerTitle: 150,
  containerBlocks: 10,
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

const selects = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
];
const pickers = [
  ...selects,
  ...selects.map((type) => `multi_${type}`),
  'checkboxes',
  'datepicker',
  'radio_buttons',
  'timepicker',
];

/** The elements that a block takes, by its type. */
export const elementTypes = {
  section: new Set([...pickers, 'button', 'image', 'overflow', 'workflow_button']),
  actions: new Set([...pickers, 'button', 'datetimepicker', 'overflow', 'workflow_button']),
  input: new Set([
    ...pickers,
    'datetimepicker',
    'email_text_input',
    'file_input',
    'number_input',
    'plain_text_input',
    'rich_text_input',
    'url_text_input',
  ]),
  context_actions: new Set(['feedback_buttons', 'icon_button']),
  card: new Set(['button']),
} as const satisfies Record<string, ReadonlySet<string>>;

/** What a container may hold; another container, for one, it may not. */
export const containedTypes: ReadonlySet<string> = new Set([...everywhere, 'file', 'table']);
