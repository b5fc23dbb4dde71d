/** The command lines of the benches of learning that need no data folder: on public data, and on made-up rows and shops. */

import { type Command, Option } from 'commander';
import { benchJoins } from './joins.ts';
import { benchOpe } from './ope.ts';
import { benchPropensity } from './propensity.ts';
import { benchRecommend } from './recommend.ts';
import { benchReviews } from './reviews.ts';
import { benchScore } from './score.ts';
import type { Saying } from './shop-benches.ts';
import { benchTrain } from './train.ts';
import { benchUplift } from './uplift.ts';

type Options = Readonly<Record<string, string>>;

const aloneOption = (what: string) => new Option('--alone', `without ${what}, even where it is installed`);

export function addLearningBenches(program: Command, saying: Saying): void {
  for (const add of [
    addRecommend,
    addTrain,
    addScore,
    addUplift,
    addReviews,
    addOpe,
    addPropensity,
    addJoins,
  ])
    add(program, saying);
}

function addRecommend(program: Command, { tell, onProgress }: Saying): void {
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
          without: listNames(without!),
          seconds: Number(seconds),
          onProgress,
        }),
      ),
    );
}

function addTrain(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('train')
    .description('how fast the networks train on each backend, beside PyTorch where it is installed')
    .option('--rounds <number>', 'whose medians are told', '5')
    .option('--on <backend>', 'one backend only: tfjs-node, wasm or cpu')
    .addOption(aloneOption('PyTorch'))
    .action(({ rounds, on, alone }: Options) =>
      tell('train', () =>
        benchTrain({ rounds: Number(rounds), on: on ?? null, alone: alone !== undefined, onProgress }),
      ),
    );
}

function addScore(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('score')
    .description('how fast contacts are scored, beside PyTorch where it is installed')
    .option('--contacts <number>', 'scored at once', '1000000')
    .option('--explained <number>', 'contacts that are scored with reasons and heads, as at night', '10000')
    .option('--rounds <number>', 'whose median is told', '5')
    .addOption(aloneOption('PyTorch'))
    .action(({ contacts, explained, rounds, alone }: Options) =>
      tell('score', () =>
        benchScore({
          contacts: Number(contacts),
          explained: Number(explained),
          rounds: Number(rounds),
          alone: alone !== undefined,
          onProgress,
        }),
      ),
    );
}

function addUplift(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('uplift')
    .description('how well it is found whom an e-mail moves, on the Hillstrom test')
    .requiredOption('--data <file>', 'the CSV of the test; may be gzipped')
    .option('--treatment <arm>', 'the e-mail that is set beside none', 'Womens E-Mail')
    .option('--splits <number>', 'random halves whose mean is told', '20')
    .option('--networks', 'also the learners on the reference network, which take longer')
    .action(({ data, treatment, splits, networks }: Options) =>
      tell('uplift', () =>
        benchUplift({
          data: data!,
          treatment: treatment!,
          splits: Number(splits),
          networks: networks !== undefined,
          onProgress,
        }),
      ),
    );
}

function addReviews(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('reviews')
    .description('how well the sentiment of reviews is read, on texts that people labelled')
    .requiredOption('--data <file>', 'a JSON list of {"text", "class"}, class 1 for good and 0 for bad')
    .action(({ data }: Options) => tell('reviews', () => benchReviews({ data: data!, onProgress })));
}

function addOpe(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('ope')
    .description('off-policy estimates on the Open Bandit sample, and their intervals on the simulator')
    .requiredOption('--data <file>', 'a log of the Open Bandit sample; may be gzipped')
    .option('--repetitions <number>', 'simulated logs', '500')
    .action(({ data, repetitions }: Options) =>
      tell('ope', () => benchOpe({ data: data!, repetitions: Number(repetitions), onProgress })),
    );
}

function addPropensity(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('propensity')
    .description('how well a yes-or-no outcome is foretold on any CSV file')
    .requiredOption('--data <file>', 'a CSV file with a header; may be gzipped')
    .requiredOption('--label <column>', 'the outcome')
    .option('--drop <columns>', 'not to be learnt from, separated by commas', '')
    .option(
      '--categorical <columns>',
      'integers that are categories besides, separated by commas; auto: as the validation rows choose',
      '',
    )
    .addOption(
      new Option('--split <kind>', 'how the test part is taken')
        .choices(['random', 'time'])
        .default('random'),
    )
    .option('--seeds <number>', 'whose means are told', '5')
    .option('--curve', 'also what is served from a quarter and a half of the training rows')
    .addOption(aloneOption('XGBoost'))
    .action(({ data, label, drop, categorical, split, seeds, curve, alone }: Options) =>
      tell('propensity', () =>
        benchPropensity({
          data: data!,
          label: label!,
          drop: listNames(drop!),
          categorical: categorical === 'auto' ? 'auto' : listNames(categorical!),
          split: split === 'time' ? 'time' : 'random',
          seeds: Number(seeds),
          curve: curve !== undefined,
          alone: alone !== undefined,
          onProgress,
        }),
      ),
    );
}

function addJoins(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('joins')
    .description(
      'what it costs to take anonymous visits for a customer’s before it signs in, on simulated shops',
    )
    .option('--customers <number>', 'in each shop', '3000')
    .option('--days <number>', 'that each shop has lived', '180')
    .option('--window <days>', 'the outcome window', '14')
    .option('--seeds <list>', 'a shop of each, and its models', '1,2,3')
    .option('--signed-in <share>', 'of browsers that know nobody, how many sign in at once', '0.5')
    .action(({ customers, days, window, seeds, signedIn }: Options) =>
      tell('joins', () =>
        benchJoins({
          customers: Number(customers),
          days: Number(days),
          windowDays: Number(window),
          seeds: listNames(seeds!).map(Number),
          signedInShare: Number(signedIn),
          kind: 'ensemble-network',
          onProgress,
        }),
      ),
    );
}

function listNames(text: string): string[] {
  return text.split(',').filter((name) => name !== '');
}
