/** The command lines of the benches that read the data folder of an imported shop. */

import type { Command } from 'commander';
import { benchHeads } from './heads.ts';
import { benchLadder } from './ladder.ts';
import { benchOrigins } from './origins.ts';
import { benchSteps } from './steps.ts';
import { benchWarmStart } from './warm-start.ts';

type Options = Readonly<Record<string, string>>;

export interface Saying {
  /** Runs a bench and tells its figures. */
  readonly tell: (bench: string, run: () => Promise<Readonly<Record<string, object>>>) => Promise<void>;
  readonly onProgress: (text: string) => void;
}

export function addShopBenches(program: Command, saying: Saying): void {
  for (const add of [addLadder, addOrigins, addHeads, addSteps, addWarmStart]) add(program, saying);
}

function addLadder(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('ladder')
    .description('from how many orders on each kind of model beats the baseline, on a data folder')
    .requiredOption('--data-dir <folder>', 'where a shop was imported, on SQLite')
    .option('--window <days>', 'the outcome window', '30')
    .option('--seeds <number>', 'draws of rows for each size, two at least', '5')
    .action(({ dataDir, window, seeds }: Options) =>
      tell('ladder', () =>
        benchLadder({ dataDir: dataDir!, windowDays: Number(window), seeds: Number(seeds), onProgress }),
      ),
    );
}

function addOrigins(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('origins')
    .description('how every kind of model foretells each of the last windows, on the events of a data folder')
    .requiredOption('--data-dir <folder>', 'where a shop was imported, on SQLite')
    .option('--window <days>', 'the outcome window', '30')
    .option('--origins <number>', 'how many windows are foretold, the newest first', '5')
    .option('--seed <number>', 'of networks and resampling', '1')
    .action(({ dataDir, window, origins, seed }: Options) =>
      tell('origins', () =>
        benchOrigins({
          dataDir: dataDir!,
          windowDays: Number(window),
          origins: Number(origins),
          seed: Number(seed),
          onProgress,
        }),
      ),
    );
}

function addHeads(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('heads')
    .description('how well it is foretold who leaves, what is spent and when, on the events of a data folder')
    .requiredOption('--data-dir <folder>', 'where a shop was imported, on SQLite')
    .option('--window <days>', 'the outcome window', '30')
    .option('--seeds <list>', 'of networks and resampling, as nights one after the other: 1,2,3', '1')
    .option('--sharing <seeds>', 'also what sharing the trunk does to the forecast of an order', '0')
    .action(({ dataDir, window, seeds, sharing }: Options) =>
      tell('heads', () =>
        benchHeads({
          dataDir: dataDir!,
          windowDays: Number(window),
          seeds: seeds!.split(',').map(Number),
          sharing: Number(sharing),
          onProgress,
        }),
      ),
    );
}

function addSteps(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('steps')
    .description('whether the next product is found more often by kinds of events and the time between them')
    .requiredOption('--data-dir <folder>', 'where a shop was imported, on SQLite')
    .option('--seeds <number>', 'trainings of each transformer, whose mean is told', '3')
    .action(({ dataDir, seeds }: Options) =>
      tell('steps', () => benchSteps({ dataDir: dataDir!, seeds: Number(seeds), onProgress })),
    );
}

function addWarmStart(program: Command, { tell, onProgress }: Saying): void {
  program
    .command('warm-start')
    .description(
      'what is saved and lost when an ensemble begins from that of the night before, on a data folder',
    )
    .requiredOption('--data-dir <folder>', 'where a shop was imported, on SQLite')
    .option('--window <days>', 'the outcome window', '30')
    .option('--step <days>', 'from one night to the next', '7')
    .option('--nights <number>', 'how many are compared, the last at the end of the data', '3')
    .option('--seeds <number>', 'of networks, whose mean is told', '3')
    .action(({ dataDir, window, step, nights, seeds }: Options) =>
      tell('warm-start', () =>
        benchWarmStart({
          dataDir: dataDir!,
          windowDays: Number(window),
          stepDays: Number(step),
          nights: Number(nights),
          seeds: Number(seeds),
          onProgress,
        }),
      ),
    );
}
