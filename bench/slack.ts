/** How soon slash commands are acknowledged while models are trained on all cores, beside what Slack allows. */

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalSlack, startSlack } from '../demo/slack/start-slack.ts';
import { freePort } from './free-port.ts';
import { copyShop, keepLearning, openLearntShop } from './slack/learning-shop.ts';
import { type Answers, measureAnswers } from './slack/measure-answers.ts';
import { startEntry } from './slack/start-entry.ts';

export interface SlackBench {
  readonly customers: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly onProgress: (text: string) => void;
}

const SIGNING_SECRET = 'a secret of the bench';
/** Slack shows an error after so long. */
const LIMIT_MS = 3_000;
const GOAL_MS = 300;
const WARM_UP = 20;
/** With less, the machine was not busy, and the figure would say nothing. */
const BUSY_ENOUGH = 0.9;

/** Throws when the cores were not busy, or a command was not acknowledged. */
export async function benchSlack(bench: SlackBench): Promise<Readonly<Record<string, number>>> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-bench-slack-'));
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}/slack/events`;
  const slack = await startSlack({ signingSecret: SIGNING_SECRET, appUrl });
  try {
    const settings = { ...describeBot(slack), PORT: String(port), DATA_DIR: join(folder, '0') };
    bench.onProgress(`a shop of ${bench.customers} customers is made and learnt from once`);
    const contact = await openLearntShop(settings, bench.customers);
    const commands = ['/predict', `/predict ${contact}`, '/campaign', '/model'];
    const load = { ...bench, slack, appUrl, signingSecret: SIGNING_SECRET, commands };
    const shops = await Promise.all(
      Array.from({ length: availableParallelism() }, (_, n) =>
        n === 0 ? settings : copyShop(settings, join(folder, String(n))),
      ),
    );
    const web = startEntry('src/main', ['web'], settings);
    try {
      await web.heard('Flywheel is running');
      return await measure(load, shops, bench.onProgress);
    } finally {
      await web.kill();
    }
  } finally {
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function describeBot(slack: LocalSlack): Readonly<Record<string, string>> {
  return {
    LOG_LEVEL: 'error',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    SLACK_APPROVERS: slack.people.map(({ id }) => id).join(','),
  };
}

/** The first of the shops is the one that is asked about; there is one for each core. */
async function measure(
  load: Parameters<typeof measureAnswers>[0],
  shops: readonly Readonly<Record<string, string>>[],
  onProgress: SlackBench['onProgress'],
): Promise<Readonly<Record<string, number>>> {
  await measureAnswers({ ...load, requests: WARM_UP });
  onProgress(`${load.requests} commands while nothing is trained`);
  const idle = await measureAnswers(load);
  const trainings = shops.map(keepLearning);
  let nights = 0;
  let busy: Answers;
  try {
    await Promise.all(trainings.map(({ isUnderWay }) => isUnderWay));
    onProgress(`${load.requests} commands while ${trainings.length} processes train`);
    busy = await measureAnswers(load);
  } finally {
    for (const training of trainings) nights += await training.stop();
  }
  if (busy.coresBusy < BUSY_ENOUGH)
    throw new Error(
      `The cores were busy for ${round(busy.coresBusy)} of the time only: take more customers.`,
    );
  if (idle.failed + busy.failed > 0)
    throw new Error(`${idle.failed + busy.failed} commands were not acknowledged.`);
  onProgress(drawTable(idle, busy));
  return {
    ackP99Milliseconds: round(percentile(busy, 0.99)),
    ackP50Milliseconds: round(percentile(busy, 0.5)),
    ackMaxMilliseconds: round(percentile(busy, 1)),
    ackP99MillisecondsIdle: round(percentile(idle, 0.99)),
    ...{ goalMilliseconds: GOAL_MS, limitMilliseconds: LIMIT_MS, requests: load.requests },
    ...{ coresBusy: round(busy.coresBusy), coresBusyIdle: round(idle.coresBusy) },
    ...{ trainings: trainings.length, nightsTurned: nights },
  };
}

function drawTable(idle: Answers, busy: Answers): string {
  const row = (name: string, cells: readonly (number | string)[]) =>
    [name.padEnd(30), ...cells.map((cell) => String(cell).padStart(10))].join('');
  const figures = (answers: Answers) =>
    [0.5, 0.95, 0.99, 1].map((share) => percentile(answers, share).toFixed(1));
  return [
    row('acknowledged after (ms)', ['p50', 'p95', 'p99', 'max']),
    row('while nothing is trained', figures(idle)),
    row('while all cores train', figures(busy)),
    row('the goal', ['', '', GOAL_MS, '']),
    row('Slack gives up', ['', '', '', LIMIT_MS]),
  ].join('\n');
}

function percentile({ milliseconds }: Answers, share: number): number {
  return milliseconds[Math.ceil(share * milliseconds.length) - 1] ?? Number.NaN;
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
