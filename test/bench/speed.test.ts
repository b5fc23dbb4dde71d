/** Benches of how fast networks learn and score: their last lines hold what scripts read. */

import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { builtFile } from '../support/build-changed.ts';

async function bench(...options: readonly string[]) {
  const { stdout } = await promisify(execFile)(process.execPath, [builtFile('bench/main'), ...options]);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!);
}

describe('bench train', () => {
  it('tells rows and steps a second of each network, and no ratio where there is no PyTorch', async () => {
    const told = await bench('train', '--rounds', '1', '--on', 'wasm', '--alone');
    expect(told).toMatchObject({
      bench: 'train',
      ratioToPytorch: null,
      ensembleRatioToPytorch: null,
      transformerRatioToPytorch: null,
      pytorch: null,
      // The product's own ensemble: each of 28 features as itself and 8 bins.
      work: { ensemble: { inputs: 252, hidden: [64, 64], members: 8, dropout: 0.2 } },
    });
    const { reference, ensemble, transformer } = told.backends.wasm;
    for (const { seconds, rowsPerSecond, stepsPerSecond } of [reference, ensemble, transformer]) {
      expect(seconds).toBeGreaterThan(0);
      expect(rowsPerSecond).toBeGreaterThan(stepsPerSecond);
    }
    expect(told.referenceNetworkRowsPerSecond).toBe(reference.rowsPerSecond);
    expect(told.ensembleNetworkRowsPerSecond).toBe(ensemble.rowsPerSecond);
    expect(told.transformerStepsPerSecond).toBe(transformer.stepsPerSecond);
  });

  it('fails where the backend that was asked for is not there', async () => {
    await expect(bench('train', '--on', 'abacus', '--alone')).rejects.toThrow('No backend called abacus');
  });
});

describe('bench score', () => {
  it('tells contacts a second of every kind that can serve, alone, at once and as at night', async () => {
    const told = await bench(
      ...['score', '--contacts', '500', '--explained', '50', '--rounds', '1', '--alone'],
    );
    expect(told).toMatchObject({ bench: 'score', ratioToPytorch: null, contacts: 500, explained: 50 });
    expect(Object.keys(told.kinds)).toEqual([
      'logistic-regression',
      'purchase-rhythm',
      'reference-network',
      'gradient-boosting',
      'ensemble-with-trees',
      'ensemble-network',
    ]);
    const { contactsPerSecond, singleMilliseconds } = told.kinds['reference-network'];
    expect(told).toMatchObject({ kind: 'reference-network', contactsPerSecond, singleMilliseconds });
    for (const one of Object.values<Record<string, number>>(told.kinds)) {
      expect(one['contactsPerSecond']).toBeCloseTo(500 / one['seconds']!, 3);
      expect(one['singleP99Milliseconds']).toBeGreaterThanOrEqual(one['singleMilliseconds']!);
      expect(one['atNightPerSecond']).toBeGreaterThan(0);
      expect(one['ratioToPytorch']).toBeNull();
    }
  });
});
