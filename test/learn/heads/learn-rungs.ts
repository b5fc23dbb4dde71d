/** Teaches rungs of heads, as a night does, where a test asks for what they say. */

import type { RungKind } from '../../../src/domain/heads-report.ts';
import { createRung } from '../../../src/learn/heads/create-rung.ts';
import { chooseEdges } from '../../../src/learn/heads/hazard-bins.ts';
import {
  type HeadFitOptions,
  type HeadSet,
  type HeadsRung,
  SIMPLE_RUNGS,
} from '../../../src/learn/heads/heads.ts';
import type { JudgedRung } from '../../../src/learn/heads/judge-heads.ts';
import { TERMS } from './build-head-set.ts';

/** With the edges that the training set gives. */
export function optionsFor(training: HeadSet): HeadFitOptions {
  return { ...TERMS, seed: 4, edges: chooseEdges(training, TERMS) };
}

/** By default nothing stops it, of which a simple one has no need. */
export async function learnRung(
  kind: RungKind,
  training: HeadSet,
  validation: HeadSet = training,
): Promise<HeadsRung> {
  const rung = createRung(kind);
  await rung.fit(training, validation, optionsFor(training));
  return rung;
}

/** What all simple ones say of the test, the base rate first. */
export async function foretellSimply(training: HeadSet, test: HeadSet): Promise<JudgedRung[]> {
  const said: JudgedRung[] = [];
  for (const kind of SIMPLE_RUNGS)
    said.push({ kind, foretold: await (await learnRung(kind, training)).predict(test) });
  return said;
}
