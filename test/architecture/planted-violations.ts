/** One small tree a rule that breaks it and nothing else, so that a rule that reads nothing is found out. */

type Tree = Readonly<Record<string, string>>;

const LEAF = 'export const leaf = 1;\n';

/** `from` imports `to`, which is there. */
function importing(from: string, to: string, statement = 'import'): Tree {
  const up = '../'.repeat(from.split('/').length - 1);
  return { [from]: toSource(statement, `${up}${to}`), [to]: LEAF };
}

function toSource(statement: string, specifier: string): string {
  if (statement === 'import()') return `export const loaded = import('${specifier}');\n`;
  return `${statement} { leaf } from '${specifier}';\nexport type Same = typeof leaf;\n`;
}

const importingPackage = (from: string, name: string): Tree => ({
  [from]: `import * as all from '${name}';\nexport { all };\n`,
});

export const PLANTED: Readonly<Record<string, readonly Tree[]>> = {
  'domain-imports-only-zod': [
    importing('src/domain/contact.ts', 'src/statistics/quantile.ts'),
    importing('src/domain/contact.ts', 'src/config.ts', 'import type'),
    importingPackage('src/domain/contact.ts', 'node:fs'),
    importingPackage('src/domain/contact.ts', 'liquidjs'),
  ],
  'statistics-imports-nothing': [
    importing('src/statistics/quantile.ts', 'src/domain/contact.ts', 'import type'),
    importingPackage('src/statistics/quantile.ts', 'zod'),
    importingPackage('src/statistics/quantile.ts', 'node:crypto'),
  ],
  'errors-import-nothing': [importing('src/errors.ts', 'src/domain/contact.ts')],
  'a-stage-imports-the-nouns-and-itself': [
    importing('src/send/deliver.ts', 'src/approve/decide.ts'),
    importing('src/prepare/features/recency.ts', 'src/collect/parse.ts', 'import type'),
    importing('src/collect/accept.ts', 'src/config.ts'),
    importingPackage('src/learn/save.ts', 'node:fs/promises'),
    importingPackage('src/send/deliver.ts', 'nodemailer'),
    importingPackage('src/approve/decide.ts', '@slack/bolt'),
    importingPackage('src/feedback/follow.ts', 'node:net'),
    importingPackage('src/optimize/decide.ts', 'a-package-that-is-not-installed'),
  ],
  'only-learn-imports-tensor': [
    importing('src/strategize/rank.ts', 'src/tensor/network.ts'),
    importing('jobs/nightly.ts', 'src/tensor/network.ts', 'import()'),
  ],
  'only-tensor-imports-tensorflow': [
    importingPackage('jobs/nightly.ts', '@tensorflow/tfjs-core'),
    importingPackage('jobs/nightly.ts', '@tensorflow/tfjs-node'),
  ],
  'tensor-imports-the-nouns-and-itself': [
    importing('src/tensor/network.ts', 'src/learn/model.ts', 'import type'),
  ],
  'an-adapter-imports-the-nouns-and-itself': [
    importing('src/adapters/slack/card.ts', 'src/adapters/email/render.ts'),
    importing('src/adapters/email/render.ts', 'src/send/deliver.ts'),
  ],
  'db-imports-the-nouns-and-itself': [importing('db/stores/contact-store.ts', 'src/collect/parse.ts')],
  'only-db-imports-sql': [
    importingPackage('jobs/nightly.ts', 'better-sqlite3'),
    importingPackage('src/web/server.ts', 'drizzle-orm/better-sqlite3'),
  ],
  'privacy-imports-the-nouns-and-itself': [importing('src/privacy/encrypt.ts', 'src/config.ts')],
  'only-app-wires': [
    importing('jobs/nightly.ts', 'db/connect.ts'),
    importing('src/web/server.ts', 'src/privacy/encrypt.ts'),
    importing('src/main.ts', 'src/adapters/slack/connect.ts'),
    importing('demo/serve.ts', 'db/connect.ts', 'import type'),
  ],
  'commands-draw-slack-cards-and-no-more': [
    importing('commands/predict.ts', 'db/connect.ts'),
    importing('commands/predict.ts', 'src/adapters/email/render.ts'),
  ],
  'entrances-never-import-each-other': [
    importing('commands/predict.ts', 'jobs/nightly.ts'),
    importing('jobs/nightly.ts', 'src/web/server.ts'),
    importing('src/web/server.ts', 'commands/predict.ts', 'import type'),
  ],
  'product-runs-without-the-rest': [
    importing('src/app.ts', 'demo/serve.ts', 'import()'),
    importing('jobs/nightly.ts', 'simulator/shop.ts'),
    importing('commands/predict.ts', 'bench/ingest.ts', 'import type'),
  ],
  'main-loads-only-the-demo': [importing('src/main.ts', 'simulator/shop.ts', 'import()')],
  'main-loads-the-demo-dynamically': [
    importing('src/main.ts', 'demo/slack/start.ts'),
    importing('src/main.ts', 'demo/slack/start.ts', 'import type'),
  ],
  'nothing-shipped-imports-tests': [importing('demo/serve.ts', 'test/support/smtp.ts')],
  'simulator-knows-only-the-nouns': [
    importing('simulator/shop.ts', 'src/prepare/features.ts', 'import type'),
  ],
  'benches-use-the-slack-of-the-demo-only': [importing('bench/slack.ts', 'demo/inbox/start.ts')],
  'no-cycles': [
    {
      'src/send/one.ts': "import type { Two } from './two.ts';\nexport type One = Two;\n",
      'src/send/two.ts': "import type { One } from './one.ts';\nexport type Two = One;\n",
    },
  ],
  'no-orphans': [
    {
      'src/main.ts': LEAF,
      'src/send/forgotten.ts': LEAF,
      'test/send/forgotten.test.ts': "import '../../src/send/forgotten.ts';\n",
    },
  ],
};

/** A tree that does all that the rules allow. */
export const LAWFUL: Tree = {
  'src/main.ts':
    "import { app } from './app.ts';\nimport { predict } from '../commands/predict.ts';\nexport const workspace = () => import('../demo/open.ts');\nexport { app, predict };\n",
  'src/app.ts':
    "import { leaf } from '../db/connect.ts';\nimport { card } from './adapters/slack/card.ts';\nimport { fit } from './learn/fit.ts';\nimport { seal } from './privacy/seal.ts';\nexport const app = [leaf, card, fit, seal];\n",
  'src/errors.ts': LEAF,
  'src/domain/contact.ts': "import { z } from 'zod';\nexport const contact = z.string();\n",
  'src/learn/fit.ts':
    "import { createHash } from 'node:crypto';\nimport { contact } from '../domain/contact.ts';\nimport { leaf } from '../errors.ts';\nimport { train } from '../tensor/train.ts';\nexport const fit = [createHash, contact, leaf, train];\n",
  'src/tensor/train.ts': "export { tensor as train } from '@tensorflow/tfjs-core';\n",
  'src/adapters/slack/card.ts':
    "import type { App } from '@slack/bolt';\nexport const card = (bolt: App) => bolt;\n",
  'src/privacy/seal.ts': "import { readFileSync } from 'node:fs';\nexport const seal = readFileSync;\n",
  'db/connect.ts': "import SqliteDriver from 'better-sqlite3';\nexport const leaf = SqliteDriver;\n",
  'commands/predict.ts':
    "import { card } from '../src/adapters/slack/card.ts';\nimport { fit } from '../src/learn/fit.ts';\nexport const predict = [card, fit];\n",
  'demo/open.ts': "export { leaf } from '../simulator/shop.ts';\n",
  'simulator/shop.ts': "export { leaf } from '../src/errors.ts';\n",
};
