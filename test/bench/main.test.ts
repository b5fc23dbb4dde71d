/** Benches on files that are made here: each prints what it measured as one line of JSON, by the names that scripts rely on. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { builtFile } from '../support/build-changed.ts';
import { XGBOOST_STUB } from './xgboost-stub.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flywheel-bench-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a bench says of this text, its last line read. Rejects where it fails. */
async function bench(name: string, text: string, ...options: readonly string[]) {
  const path = join(folder, `${name}-data`);
  await writeFile(path, text);
  const line = [builtFile('bench/main'), name, '--data', path, ...options];
  // A python3 that a test puts here comes before the machine's.
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, line, { env });
  const told = JSON.parse(stdout.trimEnd().split('\n').at(-1)!);
  return { ...told, progress: stderr };
}

/** Rows that order more often for a big number and for one of three categories, by lot. */
function drawOrders(rows: number): string {
  const random = createRandom(1);
  const lines = Array.from({ length: rows }, () => {
    const [pages, noise] = [random.normal(), random.normal()];
    const month = ['May', 'June', 'July'][random.integer(3)]!;
    const odds = Math.exp(2.5 * pages + (month === 'May' ? 2 : 0) - 1.5);
    return [pages, noise, month, random.uniform() < odds / (1 + odds) ? 'TRUE' : 'FALSE'].join(',');
  });
  return `pages,noise,month,Revenue\n${lines.join('\n')}\n`;
}

describe('bench propensity', () => {
  it('finds numbers and categories by itself, and tells each rung beside what is served', async () => {
    const text = drawOrders(1200);
    const told = await bench('propensity', text, '--label', 'Revenue', '--seeds', '2', '--alone');
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(told).toMatchObject({ bench: 'propensity', served: 'ensemble-with-trees', seeds: 2, sha256 });
    expect(Object.keys(told.models)).toEqual([
      'base-rate',
      'logistic-regression',
      'reference-network',
      'gradient-boosting',
      'ensemble-network',
      'ensemble-with-trees',
    ]);
    for (const key of ['rocAuc', 'prAuc', 'accuracy', 'logLoss', 'f1'])
      expect(told[key]).toBe(told.models['ensemble-with-trees'][key]);
    const { 'base-rate': always, ...learnt } = told.models;
    for (const { rocAuc, deviations } of Object.values<(typeof told)['models']>(learnt)) {
      expect(rocAuc).toBeGreaterThan(0.85);
      expect(deviations.rocAuc).toBeGreaterThan(0);
    }
    expect(always.rocAuc).toBe(0.5);
    expect(always.accuracy).toBeCloseTo(Math.max(always.prAuc, 1 - always.prAuc), 9);
    expect([told.processorSeconds > 1, told.peakMegabytes > 50]).toEqual([true, true]);
    expect(told.progress).toContain(`SHA-256 ${sha256}: not a file that README names`);
    expect(told.progress).toContain('1200 rows, 5 features');
    expect([told.learningCurve, told.xgboost]).toEqual([null, null]);
  });

  it('sets XGBoost beside what is served on the same splits, where Python has it', async () => {
    const python = join(folder, 'python3');
    await writeFile(python, XGBOOST_STUB, { mode: 0o755 });
    const told = await bench('propensity', drawOrders(1200), '--label', 'Revenue', '--seeds', '2');
    await rm(python);
    const { version, lead, ...theirs } = told.xgboost;
    // It goes by the pages alone, and knows nothing of the month.
    expect([version, theirs.rocAuc > 0.8, theirs.rocAuc < told.rocAuc]).toEqual(['stub', true, true]);
    for (const key of ['rocAuc', 'prAuc', 'accuracy', 'logLoss', 'f1'])
      expect(lead[key].mean).toBeCloseTo(told[key] - theirs[key], 9);
    // Two splits of a fifth: a variance times a quarter and a half, rather than a half.
    expect(lead.rocAuc.corrected / lead.rocAuc.error).toBeCloseTo(Math.sqrt(1.5), 6);
    expect(told.progress).toContain('what is served minus XGBoost, split by split: ROC-AUC 0.');
  });

  it('learns nothing of a column that is dropped, from however many rows', async () => {
    const only = ['--label', 'Revenue', '--drop', 'pages,month', '--seeds', '2', '--curve', '--alone'];
    const told = await bench('propensity', drawOrders(1200), ...only);
    const [quarter, half] = told.learningCurve;
    expect([quarter.trainingRows, half.trainingRows]).toEqual([210, 420]);
    for (const { rocAuc } of [told, half, quarter]) expect(Math.abs(rocAuc - 0.5)).toBeLessThan(0.12);
  });

  it('lets the validation rows choose whether integers are categories, and takes them for that where it is told', async () => {
    // Which browser it is tells much, and how large its number is nothing.
    const random = createRandom(4);
    const lines = Array.from({ length: 1500 }, (_, row) => {
      const [browser, pages] = [random.integer(12), random.normal()];
      const isBuyer = random.uniform() < ([0, 3, 7, 8].includes(browser) ? 0.8 : 0.2);
      return [browser, row % 7 === 0 ? '' : pages, isBuyer].join(',');
    });
    const text = ['browser,pages,Revenue', ...lines].join('\n');
    const only = ['--label', 'Revenue', '--seeds', '1', '--alone', '--categorical'];
    const told = await bench('propensity', text, ...only, 'auto');
    expect(told.codes).toEqual(['browser']);
    expect(told.splitsWithCodes['logistic-regression']).toBe(1);
    const asTold = await bench('propensity', text, ...only, 'browser');
    expect(asTold.splitsWithCodes).toBeNull();
    expect(asTold.models['logistic-regression']).toEqual(told.models['logistic-regression']);
    const asNumbers = await bench('propensity', text, ...only.slice(0, -1));
    expect(told.models['logistic-regression'].rocAuc).toBeGreaterThan(
      0.1 + asNumbers.models['logistic-regression'].rocAuc,
    );
    await expect(bench('propensity', text, ...only, 'Tower')).rejects.toThrow('There is no column Tower');
  });

  it('fails where the label is no column, or takes more than two values', async () => {
    const text = drawOrders(50);
    await expect(bench('propensity', text, '--label', 'Sales')).rejects.toThrow('There is no column Sales');
    await expect(bench('propensity', text, '--label', 'month')).rejects.toThrow('month takes 3 values');
  });
});

describe('bench recommend', () => {
  it('finds the next item of who always goes on to the next, with how far the users bear it out', async () => {
    const items = 40;
    const lines = Array.from({ length: 120 }, (_, user) =>
      Array.from({ length: 12 }, (_, at) => `${user} ${(user * 7 + at) % items}`),
    );
    const told = await bench(
      'recommend',
      lines.flat().join('\n'),
      '--without',
      'transformer,neural-collaborative',
    );
    expect(told).toMatchObject({ bench: 'recommend', users: 120, items, blend: { hr10: 1 } });
    expect(told.blend.ndcg10).toBeGreaterThan(0.95);
    const { hr10, hr10HalfWidth } = told.models.popularity;
    expect(hr10HalfWidth).toBeCloseTo(1.98 * Math.sqrt((hr10 * (1 - hr10)) / 119), 3);
    expect(Object.keys(told.models)).not.toContain('transformer');
    expect(told.blend.validationNdcg10).toBeGreaterThan(0.95);
    expect(told.models.popularity.validationNdcg10).toBeLessThan(told.blend.validationNdcg10);
  });

  it('says of the attributes too whether they are those that README names', async () => {
    const path = join(folder, 'attributes');
    const attributes = JSON.stringify({ 1: [7], 2: [7] });
    await writeFile(path, attributes);
    const lines = Array.from({ length: 9 }, (_, user) => `${user} 1 2 ${user % 2} 3`);
    const without = ['--without', 'transformer,neural-collaborative'];
    const told = await bench('recommend', lines.join('\n'), '--attributes', path, ...without);
    const sha256 = createHash('sha256').update(attributes).digest('hex');
    expect(told.attributesSha256).toBe(sha256);
    expect(told.progress).toContain(`SHA-256 ${sha256}: not a file that README names`);
    expect(Object.keys(told.models)).toContain('attributes');
  });
});

/** Three arms in turn, of which women's e-mail moves those who are new. */
function drawTrial(rows: number): string {
  const random = createRandom(2);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [history, isNew] = [random.uniform() * 300, random.integer(2)];
    const arm = ['Womens E-Mail', 'No E-Mail', 'Mens E-Mail'][row % 3]!;
    const visits = random.uniform() < 0.1 + (arm === 'Womens E-Mail' && isNew ? 0.3 : 0);
    return [history, `band ${Math.floor(history / 100)}`, isNew, arm, Number(visits), 0, 0].join(',');
  });
  return ['history,history_segment,newbie,segment,visit,conversion,spend', ...lines].join('\n');
}

describe('bench uplift', () => {
  it('finds whom the e-mail moves where it moves one half of them', async () => {
    const told = await bench('uplift', drawTrial(9000), '--splits', '4');
    expect(told).toMatchObject({ bench: 'uplift', served: 'interactions', splits: 4 });
    // Half are moved by .3: the best three in ten are of them, and who picks by lot finds half as much.
    expect(told.upliftAt30).toBeGreaterThan(0.2);
    expect(told.upliftAt30).toBeLessThan(0.4);
    expect(told.upliftAt30StandardError).toBeGreaterThan(0);
    // Four splits in halves: a variance times a quarter and one, rather than a quarter.
    for (const key of ['upliftAt30', 'qiniPerTreated'])
      expect(told[`${key}CorrectedError`] / told[`${key}StandardError`]).toBeCloseTo(Math.sqrt(5), 6);
    expect(told.qiniPerTreated).toBeGreaterThan(2 * told.qiniPerTreatedStandardError);
  });

  it('finds nobody where the e-mail that was asked for moves nobody, and knows no arm that is not there', async () => {
    const told = await bench('uplift', drawTrial(9000), '--splits', '4', '--treatment', 'Mens E-Mail');
    expect(told.treatment).toBe('Mens E-Mail');
    expect(Math.abs(told.upliftAt30)).toBeLessThan(0.1);
    await expect(bench('uplift', drawTrial(60), '--treatment', 'Pigeon')).rejects.toThrow('no arm Pigeon');
  });
});

describe('bench ope', () => {
  it('tells what showing all alike is worth on the file, and how often its intervals hold the simulator’s truth', async () => {
    const random = createRandom(3);
    const lines = Array.from({ length: 4000 }, () => {
      // One item is shown three times in four, and clicked half as often as the other.
      const item = random.uniform() < 0.75 ? 0 : 1;
      const click = Number(random.uniform() < (item === 0 ? 0.1 : 0.2));
      return [item, 1, click, item === 0 ? 0.75 : 0.25].join(',');
    });
    const head = 'item_id,position,click,propensity_score';
    const told = await bench('ope', [head, ...lines].join('\n'), '--repetitions', '500');
    expect(told).toMatchObject({ bench: 'ope', decisions: 4000, simulator: { repetitions: 500 } });
    for (const { low, high } of Object.values<{ low: number; high: number }>(told.estimates)) {
      expect(low).toBeLessThan(0.15);
      expect(high).toBeGreaterThan(0.15);
      expect(high - low).toBeLessThan(0.05);
    }
    expect(told.logged).toBeLessThan(0.14);
    const shares = Object.entries<number>(told.simulator.coverage);
    expect(shares.map(([name]) => name)).toEqual(['ips', 'snips', 'dr']);
    for (const [, share] of shares) {
      expect(share).toBeGreaterThanOrEqual(0.93);
      expect(share).toBeLessThanOrEqual(0.97);
    }
  });
});

describe('bench reviews', () => {
  it('counts what is read right, beside the base rate', async () => {
    const texts = [
      'A wonderful lamp, I love it.',
      'Terrible. It broke, awful quality.',
      'Great, great value.',
    ];
    const data = texts.map((text, at) => ({ text, class: at === 1 ? 0 : 1 }));
    const told = await bench('reviews', JSON.stringify([...data, { text: 'Good.', class: 0 }]));
    expect(told).toMatchObject({
      bench: 'reviews',
      texts: 4,
      decided: 4,
      accuracyOfDecided: 0.75,
      baseRate: 0.5,
    });
  });
});

describe('any bench', () => {
  it('fails, and tells no figure, where its file is not there', async () => {
    const run = promisify(execFile)(process.execPath, [
      ...[builtFile('bench/main'), 'uplift', '--data', join(folder, 'nowhere.csv')],
    ]);
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere.csv') });
  });
});
