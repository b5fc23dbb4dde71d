/** The command line of jobs: `npm run job -- NAME [options]`. Its last line on standard output is one line of JSON. */

import { Command } from 'commander';
import { type App, createApp } from '../src/app.ts';
import { type Config, readConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';
import { readEnvironment } from '../src/read-environment.ts';
import { createSystemClock } from '../src/system-clock.ts';
import { importFile } from './import.ts';
import type { Job, JobContext } from './job.ts';
import { addOperatorCommands } from './operator-commands.ts';
import { findJob, jobs } from './registry.ts';
import { type Claimed, claimByHand, type JobReport, runClaimed } from './run-job.ts';
import { createShowDeadLetters } from './show-dead-letters.ts';
import { createShowRejects, type ShowRejects } from './show-rejects.ts';

const program = new Command('npm run job --').description(
  'Runs one job in this process and says how it ended.',
);

for (const job of jobs) {
  const command = program.command(job.name).description(job.summary);
  for (const { flags, description } of job.options ?? []) command.option(flags, description);
  command.action((options: JobContext['options']) => runAndExit(job, null, options));
}

program
  .command('import')
  .description('import a file of the past')
  .requiredOption('--file <path>', 'the file, may be gzipped')
  .requiredOption('--format <format>', 'segment (one call a line) or csv')
  .option('--map <nameOrPath>', 'for csv: a shipped mapping or a JSON file')
  .option('--dry-run', 'read and judge everything, store nothing', false)
  .option('--rejects <path>', 'where rejected rows go, sealed', 'rejects.sealed')
  .action((options: ImportArguments) => runAndExit(importJob(options), null));

program
  .command('show-rejects')
  .description('open the rejects of an import')
  .requiredOption('--file <path>', 'what the import wrote')
  .option('--out <path>', 'where to, - for standard output', '-')
  .action((options: ShowRejects) => runAndExit(createShowRejects(options), null));

program
  .command('show-dead-letters')
  .description('show the newest calls that could not be understood')
  .option('--limit <number>', 'how many', '100')
  .action(({ limit }: { readonly limit: string }) => runAndExit(createShowDeadLetters(Number(limit)), null));

addOperatorCommands(program, finish);

// What the server starts: a job that it has claimed already.
program
  .command('claimed <name> <id> <owner>', { hidden: true })
  .action((name: string, id: string, owner: string) => {
    const job = findJob(name);
    return job === null ? refuseUnknown(name) : runAndExit(job, { run: { id }, owner, byHand: false });
  });

program
  .argument('[name]')
  .showHelpAfterError()
  .action((name?: string) => {
    if (name === undefined) return program.help({ error: true });
    refuseUnknown(name);
  });

await program.parseAsync();

interface ImportArguments {
  readonly file: string;
  readonly format: string;
  readonly map?: string;
  readonly dryRun: boolean;
  readonly rejects: string;
}

function importJob({ file, format, map, dryRun, rejects }: ImportArguments): Job {
  return {
    name: 'import',
    summary: 'import a file of the past',
    schedule: null,
    async run({ stores, files, clock }, { say }) {
      if (format !== 'segment' && format !== 'csv')
        throw new AppError(
          'invalid',
          `There is no format "${format}": use --format segment or --format csv.`,
        );
      const options = {
        file,
        format,
        dryRun,
        rejectsFile: rejects,
        ...(map === undefined ? {} : { mapping: map }),
      } as const;
      const onProgress = ({ rows, stored }: { readonly rows: number; readonly stored: number }) =>
        say(`${rows} rows read, ${stored} events stored`);
      return { ...(await importFile(options, { events: stores.events, files, clock, onProgress })) };
    },
  };
}

function refuseUnknown(name: string): void {
  const visible = program.createHelp().visibleCommands(program);
  const names = visible.map((command) => command.name()).join(', ');
  finish({ job: name, ok: false, seconds: 0, error: `There is no job "${name}". The jobs are: ${names}.` });
}

async function runAndExit(
  job: Job,
  claimed: Claimed | null,
  options: JobContext['options'] = {},
): Promise<void> {
  let app: App | null = null;
  try {
    const config = readConfig(readEnvironment());
    refuseNobody(config, job);
    app = await createApp({
      config,
      clock: createSystemClock(config.clockOffsetMs),
      log: createLog(config.logLevel),
    });
    const taken = claimed ?? (await claimByHand(app, job.name));
    finish(await runClaimed(app, job, { ...taken, context: { ...createContext(job.name), options } }));
  } catch (fault) {
    if (!(fault instanceof AppError))
      process.stderr.write(`${fault instanceof Error ? fault.stack : fault}\n`);
    finish({
      job: job.name,
      ok: false,
      seconds: 0,
      error: fault instanceof Error ? fault.message : String(fault),
    });
  } finally {
    await app?.close();
  }
}

/** Where there are several workspaces a job is for one of them, unless it is for all at once. */
function refuseNobody({ slackApp, workspace }: Config, { name, isOfAll }: Job): void {
  if (slackApp === null || workspace !== null || isOfAll) return;
  throw new AppError(
    'invalid',
    `Several workspaces are served here: say whose ${name} it is by the id of the workspace, WORKSPACE=T0123ABC npm run job -- ${name}.`,
  );
}

/** Progress goes to whoever waits: to standard error, and to the server when it started this process. */
function createContext(name: string): JobContext {
  const stop = new AbortController();
  // Comes more than once: from the server, and from whatever stops the server and all it started.
  process.on('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  return {
    signal: stop.signal,
    say(text) {
      if (process.send === undefined) process.stderr.write(`${name}: ${text}\n`);
      // Whoever listened may be gone; the job goes on.
      else if (process.connected) process.send({ job: name, text }, () => undefined);
    },
  };
}

function finish(report: JobReport): void {
  if (report['error'] !== undefined) process.stderr.write(`${report['error']}\n`);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.ok ? 0 : 1;
  // The server's channel would keep the process alive.
  process.disconnect?.();
}
