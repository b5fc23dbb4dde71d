/** Scores contacts as a night does, with reasons and everything else that is foretold, but for reading and writing a database. */

import { performance } from 'node:perf_hooks';
import type { ArtifactFiles, ArtifactStore } from '../../src/domain/artifact.ts';
import type { HeadsLineage } from '../../src/domain/heads-report.ts';
import type { ModelRun, ModelRunStore, Score } from '../../src/domain/model-run.ts';
import { createRung } from '../../src/learn/heads/create-rung.ts';
import { type ForetellHeads, openHeads } from '../../src/learn/heads/foretell-heads.ts';
import { chooseEdges } from '../../src/learn/heads/hazard-bins.ts';
import { packHeads } from '../../src/learn/heads/pack-heads.ts';
import type { Model } from '../../src/learn/model.ts';
import { scoreContacts } from '../../src/learn/score-contacts.ts';
import { type Contacts, HORIZON_DAYS, WINDOW_DAYS } from './make-contacts.ts';

const HEADS_ID = 'heads';

/** The network foretells all of them, which takes longest. */
export async function learnHeads(training: Contacts, validation: Contacts): Promise<ForetellHeads> {
  const terms = { outcomeWindowDays: WINDOW_DAYS, horizonDays: HORIZON_DAYS };
  const by = { runId: HEADS_ID, kind: 'heads-network' } as const;
  const network = createRung(by.kind);
  await network.fit(training, validation, { ...terms, seed: 1, edges: chooseEdges(training, terms) });
  const learnt = new Map([[by.kind, network]]);
  const files = packHeads({ lineage: {} as HeadsLineage, learnt, corrections: {} });
  return openHeads(keep(HEADS_ID, files), { leaves: by, value: by, 'next order': by });
}

/** Contacts a second, from raw features to everything that is kept of a contact. */
export async function scoreAsAtNight(
  model: Model,
  contacts: Contacts,
  foretellHeads: ForetellHeads,
): Promise<number> {
  const run = { id: 'champion', kind: model.kind, outcomeWindowDays: WINDOW_DAYS } as ModelRun;
  const modelRuns = { champion: async () => run, replaceScores: count } as unknown as ModelRunStore;
  const contactIds = Array.from({ length: contacts.rows }, (_, row) => `contact-${row}`);
  const started = performance.now();
  const { unexplained } = await scoreContacts(
    { modelRuns, artifacts: keep(run.id, model.save()) },
    {
      set: { ...contacts, contactIds },
      cutoff: 0,
      nextProductsOf: () => [],
      foretellHeads,
      leftAlone: new Set(),
    },
  );
  if (unexplained > 0) throw new Error(`${unexplained} contacts were given no reasons.`);
  return (contacts.rows * 1000) / (performance.now() - started);
}

async function count(scores: AsyncIterable<Score> | Iterable<Score>): Promise<number> {
  let counted = 0;
  for await (const _ of scores) counted += 1;
  return counted;
}

function keep(id: string, files: ArtifactFiles): ArtifactStore {
  const nothing = async () => undefined;
  return {
    save: nothing,
    remove: nothing,
    async load(asked) {
      if (asked !== id) throw new Error(`Nothing is kept for ${asked}.`);
      return files;
    },
  };
}
