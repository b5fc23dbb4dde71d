/** Starts web, Slack and schedule, in one process or in one each, stops them cleanly, and opens the local workspace without a Slack token. */

import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { startDispatcher } from '../jobs/dispatch-jobs.ts';
import { startSchedule } from '../jobs/schedule-jobs.ts';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { createLog } from './log.ts';
import { readEnvironment } from './read-environment.ts';
import { scrubText } from './scrub-log.ts';
import { openEntrances } from './serve.ts';
import { startWorkspaces } from './start-workspaces.ts';
import { createSystemClock } from './system-clock.ts';

/** Undone in reverse order. */
type Undo = () => Promise<unknown>;

/** What this process does: everything, only what is asked of it over HTTP and in Slack, or only jobs and the clock. */
type Role = 'all' | 'web' | 'worker';

async function start(role: Role, undo: Undo[]): Promise<string> {
  const environment = readConfig(readEnvironment());
  const log = createLog(environment.logLevel);
  if (environment.slackApp !== null) return startSeveral(role, { config: environment, log, undo });
  const workspace = role === 'all' ? await openWorkspace(environment, log) : null;
  if (workspace !== null) undo.push(() => workspace.close());
  const config = workspace?.config ?? environment;
  const app = await createApp({
    config,
    clock: workspace?.clock ?? createSystemClock(config.clockOffsetMs),
    log,
  });
  undo.push(() => app.close());

  const dispatcher = role === 'web' ? null : startDispatcher(app, workspace?.watching ?? {});
  if (dispatcher !== null) undo.push(() => dispatcher.stop());
  // Without a worker in this process, one elsewhere finds the job within its next look.
  const nudge = () => dispatcher?.nudge();
  if (role !== 'worker') {
    const entrances = await openEntrances(app, nudge);
    undo.push(() => entrances.close());
    await workspace?.register(entrances.server);
    await listen(entrances.server, config);
  }
  if (dispatcher !== null) {
    await workspace?.live(app, dispatcher);
    undo.push(await startSchedule(app, nudge, workspace === null ? {} : { isHeld: workspace.isPassing }));
  }
  return describe(role, config);
}

interface Several {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly undo: Undo[];
}

/** Each workspace that adds the Slack app has an app of its own in this process. */
async function startSeveral(role: Role, { config, log, undo }: Several): Promise<string> {
  const clock = createSystemClock(config.clockOffsetMs);
  const roles = { isWeb: role !== 'worker', isWorker: role !== 'web' };
  const started = await startWorkspaces({ config, clock, log, ...roles });
  undo.push(() => started.close());
  if (started.server !== null) await listen(started.server, config);
  const where = role === 'worker' ? '' : `; workspaces add it at ${config.publicUrl}/slack/install`;
  return `${describe(role, config)}${where}`;
}

function describe(role: Role, { publicUrl, port }: Config): string {
  return role === 'worker' ? 'as a worker' : `${publicUrl} (listening on port ${port})`;
}

function readRole(argument: string | undefined): Role {
  if (argument === undefined) return 'all';
  if (argument === 'web' || argument === 'worker') return argument;
  throw new AppError(
    'invalid',
    `There is no "${argument}" to start: \`npm start\` runs everything, \`npm start -- web\` and \`npm start -- worker\` one part each.`,
  );
}

/** Without a Slack token everything is here: a workspace, an inbox and a shop. Only then is any of it loaded. */
async function openWorkspace(config: Config, log: FastifyBaseLogger) {
  if (config.slack !== null) return null;
  const { openWorkspace: open } = await import('../demo/open-workspace.ts');
  return open(config, log);
}

async function listen(server: FastifyInstance, { port, host }: Config): Promise<void> {
  try {
    await server.listen({ port, host });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new AppError(
      'unavailable',
      `Port ${port} is in use: stop what runs there, or set PORT to another one.`,
      { cause },
    );
  }
}

async function stop(undo: Undo[]): Promise<void> {
  for (const step of undo.splice(0).reverse())
    await step().catch((fault: unknown) => process.stderr.write(`while stopping: ${fault}\n`));
}

const undo: Undo[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // A second Ctrl-C means that the person will not wait.
    if (undo.length === 0) process.exit(1);
    process.stderr.write('\nStopping; your data are kept.\n');
    void stop(undo).then(() => process.exit(0));
  });

try {
  const url = await start(readRole(process.argv[2]), undo);
  process.stderr.write(`Flywheel is running: ${url}\n`);
} catch (fault) {
  const words =
    fault instanceof AppError ? fault.message : fault instanceof Error ? fault.stack : String(fault);
  process.stderr.write(`Flywheel could not start. ${scrubText(words ?? '')}\n`);
  await stop(undo);
  process.exit(1);
}
