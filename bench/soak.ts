/** The command line of soaks: `npm run soak -- [ingest|send]`. Its last line on standard output is one line of JSON. */

import process from 'node:process';
import { Command } from 'commander';
import { soakIngest } from './soak-ingest.ts';
import { soakSend } from './soak-send.ts';
import { startPostgres } from './start-postgres.ts';

type Figures = Readonly<Record<string, unknown>>;

interface Run {
  readonly databaseUrl: string | null;
  readonly kills: number | null;
  readonly seed: number;
  readonly onProgress: (text: string) => void;
}

interface Part {
  /** What must be nought, whatever was killed when. */
  readonly nought: readonly string[];
  run(options: Run): Promise<Figures>;
}

const PARTS: Readonly<Record<string, Part>> = {
  ingest: {
    nought: ['lost', 'strange', 'miscounted', 'halved', 'refused'],
    run: async ({ kills, ...run }) => ({
      ...(await soakIngest({ ...run, kills: kills ?? 200, events: 100_000 })),
    }),
  },
  send: {
    nought: ['duplicates', 'lost', 'strange', 'missingEvents', 'undueUnknown'],
    run: ({ kills, ...run }) => soakSend({ ...run, kills: kills ?? 100, messages: 3_000 }),
  },
};

interface Arguments {
  readonly database?: string;
  readonly kills?: string;
  readonly seed: string;
}

await new Command('npm run soak --')
  .description('kills processes under load, on SQLite and on PostgreSQL, and counts what is lost or doubled')
  .argument('[part]', `${Object.keys(PARTS).join(' or ')}; both without it`)
  .option(
    '--database <url>',
    'a PostgreSQL server whose user may create databases; one is started without it',
  )
  .option('--kills <number>', 'how many, on each database')
  .option('--seed <number>', 'draws the moments', '1')
  .action(soak)
  .parseAsync();

async function soak(named: string | undefined, { database, kills, seed }: Arguments): Promise<void> {
  if (named !== undefined && PARTS[named] === undefined)
    return say(`There is no part ${named}: name ${Object.keys(PARTS).join(' or ')}.`, 1);
  const postgres = await startPostgres(database ?? null);
  const figures: Record<string, Record<string, Figures>> = {};
  try {
    for (const name of named === undefined ? Object.keys(PARTS) : [named])
      for (const kind of ['sqlite', 'postgres'] as const) {
        const figure = await PARTS[name]!.run({
          databaseUrl: kind === 'sqlite' ? null : await postgres.create(),
          kills: kills === undefined ? null : Number(kills),
          seed: Number(seed),
          onProgress: (text) => process.stderr.write(`${name} on ${kind}: ${text}\n`),
        });
        figures[name] = { ...figures[name], [kind]: figure };
      }
  } finally {
    await postgres.stop();
  }
  const faults = Object.entries(figures).flatMap(([name, kinds]) =>
    Object.values(kinds).flatMap((figure) => PARTS[name]!.nought.filter((key) => figure[key] !== 0)),
  );
  process.stdout.write(`${JSON.stringify({ ok: faults.length === 0, ...figures })}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function say(text: string, exitCode: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}
