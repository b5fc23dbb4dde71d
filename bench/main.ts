/** The command line of benches: `npm run bench -- NAME [options]`. Its last line on standard output is one line of JSON. */

import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import { Command, Option } from 'commander';
import { benchIngest } from './ingest.ts';
import { addLearningBenches } from './learning-benches.ts';
import { benchSend } from './send.ts';
import { addShopBenches } from './shop-benches.ts';
import { benchSlack } from './slack.ts';
import { benchWorkers } from './workers.ts';

type Cases = Readonly<Record<string, object>>;
type Options = Readonly<Record<string, string>>;

/** Those that start processes, of which this one's own figures say little. */
const WITH_PROCESSES = ['ingest', 'workers', 'send', 'slack'];

const program = new Command('npm run bench --').description(
  'Measures Flywheel on this machine; processes that run beside it take from the figures.',
);
const onProgress = (text: string) => process.stderr.write(`${text}\n`);
const databaseOption = new Option(
  '--database <url>',
  'a PostgreSQL server whose user may create databases; one is started without it',
);

program
  .command('ingest')
  .description('events a second, beside the raw store and a server that does nothing')
  .addOption(databaseOption)
  .addOption(new Option('--on <kind>', 'one database only').choices(['sqlite', 'postgres']))
  .option('--rows <number>', 'in the store that is not empty', '1000000')
  .option('--rounds <number>', 'whose medians are told', '3')
  .action(({ database, on, rows, rounds }: Options) =>
    tell('ingest', () =>
      benchIngest({
        database: database ?? null,
        kinds: on === undefined ? ['sqlite', 'postgres'] : [on as 'sqlite' | 'postgres'],
        rows: Number(rows),
        rounds: Number(rounds),
        onProgress,
      }),
    ),
  );

program
  .command('workers')
  .description('events a second with one, two and four web processes on one PostgreSQL')
  .addOption(databaseOption)
  .option('--rounds <number>', 'whose medians are told', '3')
  .action(({ database, rounds }: Options) =>
    tell('workers', () => benchWorkers({ database: database ?? null, rounds: Number(rounds), onProgress })),
  );

program
  .command('send')
  .description('e-mails a second, beside nodemailer alone')
  .option('--messages <number>', 'in each round, each way', '500')
  .option('--rounds <number>', 'in which both take turns', '3')
  .option('--connections <number>', 'to the mail server', '10')
  .option('--delay <milliseconds>', 'that the mail server takes for an e-mail', '20')
  .action(({ messages, rounds, connections, delay }: Options) =>
    tell('send', async () => ({
      send: await benchSend({
        messages: Number(messages),
        rounds: Number(rounds),
        connections: Number(connections),
        delayMs: Number(delay),
        onProgress,
      }),
    })),
  );

program
  .command('slack')
  .description('how soon slash commands are acknowledged while all cores train')
  .option('--customers <number>', 'in the shop that is learnt from', '1200')
  .option('--requests <number>', 'each time, with and without a training', '300')
  .option('--rate <number>', 'of them a second', '3')
  .action(({ customers, requests, rate }: Options) =>
    tell('slack', async () => ({
      slack: await benchSlack({
        customers: Number(customers),
        requests: Number(requests),
        requestsPerSecond: Number(rate),
        onProgress,
      }),
    })),
  );

addLearningBenches(program, { tell, onProgress });
addShopBenches(program, { tell, onProgress });
await program.parseAsync();

/** Of this process with its threads, from its start. What PyTorch takes is not among it. */
function readUsage() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    processorSeconds: Math.round((userCPUTime + systemCPUTime) / 1e4) / 100,
    peakMegabytes: Math.round(maxRSS / 1024),
  };
}

/** A table for people, then a line for programs. */
async function tell(bench: string, run: () => Promise<Cases>): Promise<void> {
  const machine = { cores: cpus().length, node: process.version, loadBefore: loadavg()[0]?.toFixed(1) };
  const cases = await run();
  const lines = Object.entries(cases).map(([name, figures]) =>
    [
      name.padEnd(34),
      ...Object.entries(figures).map(([key, value]) => (typeof value === 'object' ? '' : `${key} ${value}`)),
    ].join('  '),
  );
  process.stderr.write(`${lines.join('\n')}\n`);
  const figures = Object.keys(cases).length === 1 ? (cases[bench] ?? cases) : cases;
  const usage = WITH_PROCESSES.includes(bench) ? {} : readUsage();
  process.stdout.write(`${JSON.stringify({ bench, ...machine, ...usage, ...figures })}\n`);
}
