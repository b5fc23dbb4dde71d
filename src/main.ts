/** Starts web, Slack and schedule in one process, stops them cleanly, and opens the local workspace without a Slack token. */

import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { startDispatcher } from '../jobs/dispatch-jobs.ts';
import { startSchedule } from '../jobs/schedule-jobs.ts';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { createLog } from './log.ts';
import { readEnvironment } from './read-environment.ts';
import { openEntrances } from './serve.ts';
import { createSystemClock } from './system-clock.ts';

/** Undone in reverse order. */
type Undo = () => Promise<unknown>;

async function start(undo: Undo[]): Promise<string> {
  const environment = readConfig(readEnvironment());
  const log = createLog(environment.logLevel);
  const workspace = await openWorkspace(environment, log);
  if (workspace !== null) undo.push(() => workspace.close());
  const config = workspace?.config ?? environment;
  const app = await createApp({
    config,
    clock: workspace?.clock ?? createSystemClock(config.clockOffsetMs),
    log,
  });
  undo.push(() => app.close());

  const dispatcher = startDispatcher(app, workspace?.watching ?? {});
  undo.push(() => dispatcher.stop());
  const entrances = await openEntrances(app, () => dispatcher.nudge());
  undo.push(() => entrances.close());
  await workspace?.register(entrances.server);
  await listen(entrances.server, config);

  await workspace?.live(app, dispatcher);
  undo.push(await startSchedule(app, () => dispatcher.nudge()));
  return config.publicUrl;
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
  const url = await start(undo);
  process.stderr.write(`Flywheel is running: ${url}\n`);
} catch (fault) {
  const words =
    fault instanceof AppError ? fault.message : fault instanceof Error ? fault.stack : String(fault);
  process.stderr.write(`Flywheel could not start. ${words}\n`);
  await stop(undo);
  process.exit(1);
}
