/** Picks the fastest TensorFlow.js backend on which training really works, and says why the others were passed over. */

import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../errors.ts';
import { createRandom } from '../statistics/random.ts';
import { DenseNetwork } from './dense-network.ts';

/** A backend to try: `load` registers it with TensorFlow.js under `registeredAs`. */
export interface BackendCandidate {
  readonly name: string;
  readonly registeredAs: string;
  readonly load: () => Promise<unknown>;
}

/** What became of one candidate; `reason` is why it does not serve, or null. */
interface BackendTrial {
  readonly name: string;
  readonly ok: boolean;
  readonly reason: string | null;
}

/** The backend in use, and all that were tried on the way to it. */
export interface BackendChoice {
  readonly name: string;
  readonly tried: readonly BackendTrial[];
}

/**
 * Native first, then WebAssembly, then plain JavaScript. WASM 4.22 lacks some kernels that training would need
 * (UnsortedSegmentSum, the gradient of `gather`; the gradients of convolutions and einsum): the dense networks here use none
 * of them, and the networks over sequences compute on kernels of our own (`kernels/`).
 */
export const BACKENDS: readonly BackendCandidate[] = [
  { name: 'tfjs-node', registeredAs: 'tensorflow', load: loadNative },
  { name: 'wasm', registeredAs: 'wasm', load: loadWasm },
  { name: 'cpu', registeredAs: 'cpu', load: () => import('@tensorflow/tfjs-backend-cpu') },
];

let ofThisProcess: Promise<BackendChoice> | undefined;

/** The backend of this process, selected on first use (TensorFlow.js has one for all its callers). */
export function processBackend(): Promise<BackendChoice> {
  ofThisProcess ??= selectBackend();
  return ofThisProcess;
}

/**
 * Tries the candidates in order and leaves the first that trains in use. A candidate that is not installed, does not
 * load or does not learn is a reason in the answer; only if none is left is that an `unavailable` error.
 */
export async function selectBackend(
  candidates: readonly BackendCandidate[] = BACKENDS,
): Promise<BackendChoice> {
  // Otherwise the CPU backend prints an advertisement for tfjs-node.
  tf.enableProdMode();
  const tried: BackendTrial[] = [];
  for (const candidate of candidates) {
    const reason = await tryBackend(candidate);
    tried.push({ name: candidate.name, ok: reason === null, reason });
    if (reason === null) return { name: candidate.name, tried };
  }
  const reasons = tried.map((trial) => `${trial.name}: ${trial.reason}`).join('; ');
  throw new AppError(
    'unavailable',
    `No TensorFlow.js backend can train here (${reasons}). Run \`npm ci\` again.`,
  );
}

async function tryBackend(candidate: BackendCandidate): Promise<string | null> {
  try {
    await candidate.load();
    if (!(await tf.setBackend(candidate.registeredAs))) return 'it did not initialise';
    return rehearseTraining();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split(/\n| imported from /)[0]!;
  }
}

/** Trains a few steps on a problem that any working backend learns; returns what went wrong, or null. */
function rehearseTraining(): string | null {
  const random = createRandom(1);
  const network = new DenseNetwork([4, 8, 4, 1], random);
  const x = Float32Array.from({ length: 16 * 4 }, () => random.normal());
  const labels = Float32Array.from({ length: 16 }, (_, row) => (x[row * 4]! > 0 ? 1 : 0));
  const losses = Array.from({ length: 20 }, () => network.trainStep(x, labels, 0.01));
  if (!network.parameters.every(Number.isFinite)) return 'a training step gave weights that are not finite';
  if (!(losses.at(-1)! < losses[0]!)) return 'the loss did not fall in a training step';
  return null;
}

/** The optional native backend. Its name is a variable, so that the code compiles where it is not installed. */
async function loadNative(): Promise<void> {
  // tfjs-node 4.22 still calls util.isNullOrUndefined, which Node 23 removed.
  if (!('isNullOrUndefined' in util)) {
    Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  }
  const name: string = '@tensorflow/tfjs-node';
  await import(name);
}

/** Registers it and puts it in use. */
export async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(path.dirname(main) + path.sep);
  await withoutProcessListeners(() => tf.setBackend('wasm'));
}

/**
 * The WASM module installs listeners that rethrow every uncaught exception and unhandled rejection of the process,
 * printing its own 100 KB source line with each; its attempt to take them off again is broken. So they are taken off.
 */
async function withoutProcessListeners(initialise: () => Promise<unknown>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as 'uncaughtException')));
  await initialise();
  events.forEach((event, at) => {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[at]!.has(listener)) process.off(event, listener);
    }
  });
}
