/** Sends slash commands at a steady rate, signed as Slack signs them, and times each until it is acknowledged. */

import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createAppDispatcher } from '../../demo/slack/dispatch-to-app.ts';
import type { LocalSlack } from '../../demo/slack/start-slack.ts';

export interface Load {
  readonly slack: LocalSlack;
  readonly appUrl: string;
  readonly signingSecret: string;
  readonly commands: readonly string[];
  readonly requests: number;
  /** Sent whether or not those before are answered: a slow answer must not slow the next question down. */
  readonly requestsPerSecond: number;
}

export interface Answers {
  /** One a request, ascending, as its sender waited. */
  readonly milliseconds: readonly number[];
  readonly failed: number;
  /** How much of all cores was busy meanwhile, whoever kept them so: 1 is all of them. */
  readonly coresBusy: number;
}

/** Longer than Slack waits, so that a late acknowledgement is measured and not only counted. */
const PATIENCE_MS = 30_000;

export async function measureAnswers(load: Load): Promise<Answers> {
  const { requests, requestsPerSecond, commands } = load;
  const app = createAppDispatcher({ ...load, ackTimeoutMs: PATIENCE_MS });
  const before = readCores();
  const startedAt = performance.now();
  const sent: Promise<{ readonly took: number; readonly ok: boolean }>[] = [];
  for (let n = 0; n < requests; n += 1) {
    await setTimeout(Math.max(0, startedAt + (n * 1000) / requestsPerSecond - performance.now()));
    const text = commands[n % commands.length] ?? '';
    sent.push(ask(app, fieldsOf(load.slack, text, n)));
  }
  const answers = await Promise.all(sent);
  const after = readCores();
  return {
    milliseconds: answers.map(({ took }) => took).sort((a, b) => a - b),
    failed: answers.filter(({ ok }) => !ok).length,
    coresBusy: (after.busy - before.busy) / (after.all - before.all),
  };
}

async function ask(app: ReturnType<typeof createAppDispatcher>, fields: Record<string, string>) {
  const sentAt = performance.now();
  const answer = await app.command(fields);
  return { took: performance.now() - sentAt, ok: answer.kind === 'answered' };
}

function fieldsOf({ teamId, channelId, people, apiUrl }: LocalSlack, said: string, n: number) {
  const [command = '', ...rest] = said.split(' ');
  return {
    ...{ token: 'local', team_id: teamId, channel_id: channelId, api_app_id: 'A1' },
    ...{ user_id: people[0]?.id ?? '', command, text: rest.join(' '), is_enterprise_install: 'false' },
    trigger_id: `${Date.now()}.${n}.bench`,
    // The answer itself is worked out and sent, and refused: who was asked is what is measured.
    response_url: `${apiUrl.replace(/api\/$/, '')}response/none`,
  };
}

/** Of the machine, in milliseconds since it started. */
function readCores() {
  const times = cpus().map(({ times }) => times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0);
  const all = times.reduce(
    (sum, { user, nice, sys, idle: still, irq }) => sum + user + nice + sys + still + irq,
    0,
  );
  return { busy: all - idle, all };
}
