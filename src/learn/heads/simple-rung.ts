/** A way to foretell heads that is learnt in one pass in plain JavaScript, and whose whole knowledge is JSON. */

import { z } from 'zod';
import type { ArtifactFiles } from '../../domain/artifact.ts';
import type { RungKind } from '../../domain/heads-report.ts';
import { JsonKnowledge } from '../json-knowledge.ts';
import type { FeatureSet } from '../model.ts';
import { checkHeadSet, checkInputs } from './check-head-set.ts';
import type { Foretold, HeadFitOptions, HeadSet, HeadsRung } from './heads.ts';

export interface SimpleParts<Known> {
  readonly kind: RungKind;
  readonly config: Readonly<Record<string, unknown>>;
  /** Reads what was saved; older versions kept all simple rungs in one, so what is of others is passed over. */
  readonly known: z.ZodType<Known>;
  readonly learn: (training: HeadSet, options: HeadFitOptions) => Known;
  readonly foretell: (known: Known, inputs: FeatureSet) => Foretold;
}

const INPUTS = z.object({ featureNames: z.array(z.string()).readonly() });

export class SimpleRung<Known extends object> implements HeadsRung {
  readonly kind: RungKind;
  readonly config: Readonly<Record<string, unknown>>;
  private readonly parts: SimpleParts<Known>;
  private readonly known: JsonKnowledge<Known & z.output<typeof INPUTS>>;

  constructor(parts: SimpleParts<Known>) {
    this.parts = parts;
    this.kind = parts.kind;
    this.config = parts.config;
    this.known = new JsonKnowledge({
      ...{ what: `${parts.kind} of heads`, file: fileOf(parts.kind) },
      schema: z.intersection(parts.known, INPUTS),
    });
  }

  get featureNames(): readonly string[] {
    return this.known.value.featureNames;
  }

  /** Nothing stops it, so it has no use for rows to stop by. */
  async fit(training: HeadSet, _validation: HeadSet, options: HeadFitOptions): Promise<void> {
    checkHeadSet(training, 'training');
    const { featureNames } = training;
    this.known.learn({ ...this.parts.learn(training, options), featureNames });
  }

  async predict(inputs: FeatureSet): Promise<Foretold> {
    checkInputs(this.featureNames, inputs);
    return this.parts.foretell(this.known.value, inputs);
  }

  save(): ArtifactFiles {
    return this.known.save();
  }

  load(files: ArtifactFiles): void {
    this.known.load(files);
  }
}

/** Where a rung of the kind is kept. */
export function fileOf(kind: RungKind): string {
  return `heads-${kind}.json`;
}
