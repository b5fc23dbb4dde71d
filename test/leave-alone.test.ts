import { expect, it } from 'vitest';
import { findLeftAlone } from '../src/leave-alone.ts';
import type { TrialRows } from '../src/prepare/grow-trials.ts';
import { createRandom } from '../src/statistics/random.ts';

const FEATURES = ['recencyDays', 'orderCount', 'noise'];
const CAMPAIGNS = 4;

/** `effect` is what an e-mail adds to a base chance of 30 %, by a contact's first feature; one in ten is held out. */
function draw(rows: number, seed: number, effect: (first: number) => number): TrialRows {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: rows * FEATURES.length }, () => random.normal());
  const treated = Uint8Array.from({ length: rows }, () => (random.uniform() < 0.9 ? 1 : 0));
  const chance = (row: number) => 0.3 + treated[row]! * effect(x[row * FEATURES.length]!);
  return {
    ...{ featureNames: FEATURES, rows, x, treated },
    contactIds: Array.from({ length: rows }, (_, row) => `c${row % (rows >> 1)}`),
    cutoffs: new Float64Array(rows),
    y: Uint8Array.from({ length: rows }, (_, row) => (random.uniform() < chance(row) ? 1 : 0)),
    campaignIds: Array.from({ length: rows }, (_, row) => `campaign-${row % CAMPAIGNS}`),
  };
}

it('leaves alone whom e-mails were measured to put off', async () => {
  const trials = draw(20_000, 1, (first) => (first < -0.8 ? -0.2 : 0.1));
  const set = draw(1_000, 2, () => 0);
  const { contactIds, words, uplift } = await findLeftAlone({ set, trials }, 7);
  expect(uplift).toMatchObject({ drawn: 20_000, campaigns: CAMPAIGNS });
  expect(uplift!.heldOut).toBe(trials.treated.filter((one) => one === 0).length);
  // A fifth loses 20 points and the others gain 10, so everybody gains 3.6 and the best 10.
  const { everybody, best30, qiniPerTreated } = uplift!;
  expect(everybody.low).toBeLessThan(0.0364);
  expect(everybody.high).toBeGreaterThan(0.0364);
  expect(best30.low).toBeLessThan(0.1);
  expect(best30.high).toBeGreaterThan(0.1);
  expect(qiniPerTreated.low).toBeGreaterThan(0);
  const firsts = [...set.contactIds.keys()].filter((row) => contactIds.has(set.contactIds[row]!));
  expect(contactIds.size).toBeGreaterThan(100);
  expect(words).toMatch(/bought less when e-mailed, -\d+\.\d points of buyers, 99 % interval -.* to -/);
  const putOff = firsts.filter((row) => set.x[row * FEATURES.length]! < 0);
  expect(putOff.length).toBeGreaterThan(firsts.length / 2);
});

it('leaves alone just those of the trials who were compared', async () => {
  const drawn = draw(20_000, 1, (first) => (first < -0.8 ? -0.2 : 0.1));
  const trials = { ...drawn, contactIds: drawn.contactIds.map((_, row) => `c${row}`) };
  const { words, contactIds } = await findLeftAlone({ set: trials, trials }, 7);
  const [, compared] = words.match(/the ([\d,]+) that a model thinks cost orders did/)!;
  expect(contactIds.size.toLocaleString('en-US')).toBe(compared);
});

it('leaves nobody alone where e-mails help all alike', async () => {
  const trials = draw(20_000, 3, () => 0.05);
  const { contactIds, words, uplift } = await findLeftAlone({ set: trials, trials }, 7);
  expect(uplift!.gain.low).toBeLessThan(0);
  expect(uplift!.qiniPerTreated.low).toBeLessThan(0);
  expect(contactIds.size).toBe(0);
  expect(words).toMatch(/too few held out|show no harm beyond chance/);
});

it('is rarely fooled by chance where e-mails do nothing', async () => {
  let fooled = 0;
  for (let seed = 0; seed < 40; seed += 1) {
    const trials = draw(3_000, 100 + seed, () => 0);
    if ((await findLeftAlone({ set: trials, trials }, seed)).contactIds.size > 0) fooled += 1;
  }
  // One look with a one-sided chance of 1 in 200.
  expect(fooled).toBeLessThanOrEqual(2);
});

it('says what is missing before enough of those held out have bought', async () => {
  const trials = draw(300, 4, () => 0.1);
  const { contactIds, words, uplift } = await findLeftAlone({ set: trials, trials }, 7);
  expect(contactIds.size).toBe(0);
  expect(uplift).toBeNull();
  expect(words).toMatch(/^Not enough data to say whom e-mails put off: .*it takes 50 each\.$/);
});
