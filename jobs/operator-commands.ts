/** Commands on whole databases and workspaces: unlike jobs they open no app and leave no row behind. */

import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import { copy, deleteWorkspace, restore } from '../src/operate.ts';
import { readEnvironment } from '../src/read-environment.ts';
import type { JobResult } from './job.ts';
import type { JobReport } from './run-job.ts';

type Finish = (report: JobReport) => void;

/** Adds them to the command line; `finish` prints the report and sets the exit code. */
export function addOperatorCommands(program: Command, finish: Finish): void {
  program
    .command('copy-database')
    .description('move a company to another, empty database; stop Flywheel first')
    .requiredOption('--from <url>', 'sqlite:./data/flywheel.db or postgres://user:password@host/name')
    .requiredOption('--to <url>', 'the same of an empty database')
    .action(({ from, to }: { readonly from: string; readonly to: string }) =>
      report('copy-database', finish, async () => ({ ...(await copy(from, to, sayRows('copy-database'))) })),
    );
  program
    .command('restore')
    .description('bring data, models and keys back from a backup, or check that one could')
    .requiredOption('--from <folder>', 'a backup of data, or the folder of them for the newest')
    .requiredOption('--keys <folder>', 'a backup of keys, or the folder of them for the newest')
    .option('--to <urlOrFolder>', 'an empty database, or the data folder of a fresh Flywheel')
    .option('--check', 'restore into a temporary database, compare, and remove it again', false)
    .action((options: RestoreArguments) =>
      report('restore', finish, async () => ({
        ...(await restore({
          ...options,
          config: readConfig(readEnvironment()),
          onProgress: sayRows('restore'),
        })),
      })),
    );
  program
    .command('delete-workspace')
    .description('delete all data of a workspace that Flywheel was removed from 30 days ago or longer')
    .requiredOption('--team <id>', 'id of the workspace, T...')
    .option('--confirm', 'delete; without it rows are only counted', false)
    .action(({ team, confirm }: { readonly team: string; readonly confirm: boolean }) =>
      report('delete-workspace', finish, async () => {
        const config = readConfig(readEnvironment());
        const result = await deleteWorkspace({ config, team, now: Date.now(), isConfirmed: confirm });
        if (!result.deleted)
          process.stderr.write(
            `${result.rows} rows of ${team} would be deleted, and its models: add --confirm. There is no way back but a backup.\n`,
          );
        return { ...result };
      }),
    );
}

interface RestoreArguments {
  readonly from: string;
  readonly keys: string;
  readonly to?: string;
  readonly check: boolean;
}

function sayRows(name: string): (table: string, rows: number) => void {
  return (table, rows) => process.stderr.write(`${name}: ${table}: ${rows} rows\n`);
}

async function report(name: string, finish: Finish, work: () => Promise<JobResult>): Promise<void> {
  const startedAt = performance.now();
  const seconds = () => Math.round(performance.now() - startedAt) / 1000;
  try {
    const result = await work();
    finish({ job: name, ok: true, seconds: seconds(), ...result });
  } catch (fault) {
    if (!(fault instanceof AppError))
      process.stderr.write(`${fault instanceof Error ? fault.stack : fault}\n`);
    const error = fault instanceof Error ? fault.message : String(fault);
    finish({ job: name, ok: false, seconds: seconds(), error });
  }
}
