/** The knowledge of a model that is all JSON: kept, saved and loaded. */

import type { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import { AppError } from '../errors.ts';

export class JsonKnowledge<Known extends object> {
  private readonly what: string;
  private readonly file: string;
  private readonly schema: z.ZodType<Known>;
  private known: Known | undefined;

  /** `what` names the model in refusals; `file` is where it is saved. */
  constructor(of: { readonly what: string; readonly file: string; readonly schema: z.ZodType<Known> }) {
    this.what = of.what;
    this.file = of.file;
    this.schema = of.schema;
  }

  learn(known: Known): void {
    this.known = known;
  }

  /** Throws `invalid` before anything was learnt or loaded. */
  get value(): Known {
    if (this.known) return this.known;
    throw new AppError('invalid', `This ${this.what} knows nothing yet: fit it, or load a saved one.`);
  }

  save(): ArtifactFiles {
    return { [this.file]: new TextEncoder().encode(JSON.stringify(this.value)) };
  }

  /** Throws `invalid` when the file is missing, damaged or another model's. */
  load(files: ArtifactFiles): void {
    try {
      this.known = this.schema.parse(JSON.parse(new TextDecoder().decode(files[this.file]!)));
    } catch (cause) {
      const why = `The saved ${this.what} cannot be read. Train again to replace it.`;
      throw new AppError('invalid', why, { cause });
    }
  }
}
