/** The command line of benches: `npm run bench -- NAME [options]`. Its last line on standard output is one line of JSON. */

import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import { Command, Option } from 'commander';
import { benchIngest } from './ingest.ts';
import { benchOpe } from './ope.ts';
import { benchPropensity } from './propensity.ts';
import { benchRecommend } from './recommend.ts';
import { benchReviews } from './reviews.ts';
import { benchScore } from './score.ts';
import { benchSend } from './send.ts';
import { addShopBenches } from './shop-benches.ts';
import { benchSlack } from './slack.ts';
import { benchTrain } from './train.ts';
import { benchUplift } from './uplift.ts';
import { benchWorkers } from './workers.ts';

type Cases = Readonly<Record<string, object>>;
type Options = Readonly<Record<string, string>>;

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

program
  .command('recommend')
  .description('how often the next item is found, by the protocol of the literature')
  .requiredOption(
    '--data <file>',
    '`user item` a line in time order, or `user item item ...`; may be gzipped',
  )
  .option('--attributes <file>', 'JSON of each item to its attributes')
  .option('--without <kinds>', 'not to be tried, separated by commas', '')
  .option('--seconds <number>', 'at most, for each recommender that learns in rounds', '450')
  .action(({ data, attributes, without, seconds }: Options) =>
    tell('recommend', () =>
      benchRecommend({
        data: data!,
        attributes: attributes ?? null,
        without: without!.split(',').filter((kind) => kind !== ''),
        seconds: Number(seconds),
        onProgress,
      }),
    ),
  );

program
  .command('train')
  .description('how fast the networks train on each backend, beside PyTorch where it is installed')
  .option('--rounds <number>', 'whose medians are told', '5')
  .action(({ rounds }: Options) => tell('train', () => benchTrain({ rounds: Number(rounds), onProgress })));

program
  .command('score')
  .description('how fast contacts are scored, beside PyTorch where it is installed')
  .option('--contacts <number>', 'scored at once', '1000000')
  .option('--rounds <number>', 'whose median is told', '5')
  .action(({ contacts, rounds }: Options) =>
    tell('score', () => benchScore({ contacts: Number(contacts), rounds: Number(rounds), onProgress })),
  );

program
  .command('uplift')
  .description('how well it is found whom an e-mail moves, on the Hillstrom test')
  .requiredOption('--data <file>', 'the CSV of the test; may be gzipped')
  .option('--splits <number>', 'random halves whose mean is told', '20')
  .option('--networks', 'also the learners on the reference network, which take longer')
  .action(({ data, splits, networks }: Options) =>
    tell('uplift', () =>
      benchUplift({ data: data!, splits: Number(splits), networks: networks !== undefined, onProgress }),
    ),
  );

program
  .command('reviews')
  .description('how well the sentiment of reviews is read, on texts that people labelled')
  .requiredOption('--data <file>', 'a JSON list of {"text", "class"}, class 1 for good and 0 for bad')
  .action(({ data }: Options) => tell('reviews', () => benchReviews({ data: data!, onProgress })));

program
  .command('ope')
  .description('off-policy estimates on the Open Bandit sample, and their intervals on the simulator')
  .requiredOption('--data <file>', 'a log of the Open Bandit sample; may be gzipped')
  .option('--repetitions <number>', 'simulated logs', '500')
  .action(({ data, repetitions }: Options) =>
    tell('ope', () => benchOpe({ data: data!, repetitions: Number(repetitions), onProgress })),
  );

program
  .command('propensity')
  .description('how well a yes-or-no outcome is foretold on any CSV file')
  .requiredOption('--data <file>', 'a CSV file with a header; may be gzipped')
  .requiredOption('--label <column>', 'the outcome')
  .option('--drop <columns>', 'not to be learnt from, separated by commas', '')
  .addOption(
    new Option('--split <kind>', 'how the test part is taken').choices(['random', 'time']).default('random'),
  )
  .option('--seeds <number>', 'whose means are told', '5')
  .option('--curve', 'also what is served from a quarter and a half of the training rows')
  .action(({ data, label, drop, split, seeds, curve }: Options) =>
    tell('propensity', () =>
      benchPropensity({
        data: data!,
        label: label!,
        drop: drop!.split(',').filter((name) => name !== ''),
        split: split === 'time' ? 'time' : 'random',
        seeds: Number(seeds),
        curve: curve !== undefined,
        onProgress,
      }),
    ),
  );

addShopBenches(program, { tell, onProgress });
await program.parseAsync();

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
  process.stdout.write(`${JSON.stringify({ bench, ...machine, ...figures })}\n`);
}
