/** What every model promises (src/learn/learner.ts), tried on every kind of every family: one contract, one suite. */

import { readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactFiles } from '../../src/domain/artifact.ts';
import { RUNGS } from '../../src/domain/heads-report.ts';
import type { Learner, LearnerTerms } from '../../src/learn/learner.ts';
import { LIFETIME_KINDS } from '../../src/learn/lifetime/lifetime-model.ts';
import { MODEL_KINDS } from '../../src/learn/model.ts';
import { RECOMMENDER_KINDS } from '../../src/learn/recommend/recommender.ts';
import { UPLIFT_KINDS } from '../../src/learn/uplift/uplift-learner.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { processBackend } from '../../src/tensor/select-backend.ts';
import { holdsRow, type Trial } from './contract/trial.ts';
import { tryLifetimeModel } from './contract/try-lifetime-model.ts';
import { tryModel } from './contract/try-model.ts';
import { tryRecommender } from './contract/try-recommender.ts';
import { tryRung } from './contract/try-rung.ts';
import { tryUpliftLearner } from './contract/try-uplift-learner.ts';

const UNREADABLE = {
  code: 'invalid',
  message: expect.stringMatching(/Train again|The next night makes another/),
};
const UNLEARNT = { code: 'invalid', message: expect.stringMatching(/fit it, or load a saved one/) };
const FEW = 5;

/** By the interface that extends the contract. What is new in one of the lists is tried untold. */
const FAMILIES = [
  tryFamily('Model', MODEL_KINDS, tryModel),
  tryFamily('Recommender', RECOMMENDER_KINDS, tryRecommender),
  tryFamily('HeadsRung', RUNGS, tryRung),
  tryFamily('UpliftLearner', UPLIFT_KINDS, tryUpliftLearner),
  tryFamily('LifetimeModel', LIFETIME_KINDS, tryLifetimeModel),
];

it('is tried on every family and every class that keeps it', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`src/${name}`, 'utf8'))
    .join('\n');
  const families = [...source.matchAll(/interface (\w+) extends Learner</g)].map(([, name]) => name!);
  expect(families.toSorted()).toEqual(FAMILIES.map(({ contract }) => contract).toSorted());
  const keeping = new RegExp(`class (\\w+)(?:<.*>)? implements (?:${families.join('|')})\\b`, 'g');
  const classes = [...source.matchAll(keeping)].map(([, name]) => name!);
  expect(classes.toSorted()).toEqual([...new Set(FAMILIES.flatMap(({ tried }) => tried))].toSorted());
});

function tryFamily<Kind extends string, Terms extends LearnerTerms, Question, Answer>(
  contract: string,
  kinds: readonly Kind[],
  trialOf: (kind: Kind) => Trial<Terms, Question, Answer>,
) {
  const trials = new Map(kinds.map((kind) => [kind, trialOf(kind)]));
  const learnt = new Map<Kind, Promise<Learner<Terms>>>();
  const learn = (kind: Kind) => {
    const one = learnt.get(kind) ?? teach(trials.get(kind)!);
    learnt.set(kind, one);
    return one;
  };
  for (const [kind, trial] of trials)
    describe(`${contract}: ${kind}`, () => {
      const others = kinds.filter((other) => other !== kind);
      keepContract(trial, {
        learn: () => learn(kind),
        filesOfOthers: async () => {
          const files: ArtifactFiles[] = [];
          for (const other of others) files.push((await learn(other)).save());
          return files;
        },
      });
    });
  return { contract, tried: [...trials.values()].map(({ create }) => create().constructor.name) };
}

async function teach<Terms extends LearnerTerms, Question, Answer>({
  create,
  facts,
}: Trial<Terms, Question, Answer>): Promise<Learner<Terms>> {
  const learner = create();
  await learner.fit(...facts());
  return learner;
}

/** A kind that has learnt, with its answers to all questions of the trial, once the suite has begun. */
interface Tried<Terms extends LearnerTerms, Answer> {
  learner: Learner<Terms>;
  answers: readonly Answer[];
}

function keepContract<Terms extends LearnerTerms, Question, Answer>(
  trial: Trial<Terms, Question, Answer>,
  { learn, filesOfOthers }: { learn(): Promise<Learner<Terms>>; filesOfOthers(): Promise<ArtifactFiles[]> },
): void {
  const tried = {} as Tried<Terms, Answer>;

  beforeAll(async () => {
    tried.learner = await learn();
    tried.answers = await trial.ask(tried.learner, trial.questions);
  });

  learnsAndAnswers(trial, tried);
  savesAndLoads(trial, tried, filesOfOthers);

  it('refuses to answer before it has learnt', async () => {
    const { create, questions } = trial;
    await expect(async () => trial.ask(create(), questions.slice(0, 1))).rejects.toMatchObject(UNLEARNT);
    expect(() => create().save()).toThrow(expect.objectContaining(UNLEARNT));
  });

  it.each(trial.hopeless)('refuses facts with $what, and says what to do', async (hopeless) => {
    await expect(async () => trial.create().fit(...hopeless.facts)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(hopeless.says),
    });
  });
}

function learnsAndAnswers<Terms extends LearnerTerms, Question, Answer>(
  trial: Trial<Terms, Question, Answer>,
  tried: Tried<Terms, Answer>,
): void {
  const { questions, strange } = trial;

  it('foretells what it never saw better than who knows nothing of it', () => {
    expect(tried.answers).toHaveLength(questions.length);
    expect(trial.lossOf(tried.answers)).toBeLessThan(trial.lossToBeat);
  });

  it('learns the same to the last digit from the same facts and seed, and holds no tensor back', async () => {
    await processBackend();
    const before = tf.memory().numTensors;
    const again = await teach(trial);
    expect(tf.memory().numTensors).toBe(before);
    expect(again.save()).toEqual(tried.learner.save());
    expect(again.config).toEqual(tried.learner.config);
    expect(await trial.ask(again, questions)).toEqual(tried.answers);
  });

  it('says of one alone what it says of it among others, in whatever order', async () => {
    const { learner, answers } = tried;
    const order = createRandom(5).shuffle([...questions.keys()]);
    const mixed = order.map((at) => questions[at]!);
    expect(await trial.ask(learner, mixed)).toEqual(order.map((at) => answers[at]));
    for (const at of order.slice(0, FEW))
      expect(await trial.ask(learner, [questions[at]!])).toEqual([answers[at]]);
    expect(await trial.ask(learner, [])).toEqual([]);
  });

  it('says what can be, also of what is unlike anything it has seen, which changes nothing it says of others', async () => {
    const said = await trial.ask(tried.learner, [...strange, ...questions]);
    expect(said.filter((answer) => !trial.isPossible(answer))).toEqual([]);
    expect(said.slice(strange.length)).toEqual(tried.answers);
  });

  it('holds no tensor back of what it is asked', async () => {
    await processBackend();
    await trial.ask(tried.learner, questions);
    const before = tf.memory().numTensors;
    for (let time = 0; time < FEW; time += 1) await trial.ask(tried.learner, questions);
    expect(tf.memory().numTensors).toBe(before);
  });
}

function savesAndLoads<Terms extends LearnerTerms, Question, Answer>(
  trial: Trial<Terms, Question, Answer>,
  tried: Tried<Terms, Answer>,
  filesOfOthers: () => Promise<ArtifactFiles[]>,
): void {
  const { create, questions } = trial;

  it('says the same after it was saved and loaded, and saves the same again', async () => {
    const copy = create();
    await copy.load(tried.learner.save());
    expect(await trial.ask(copy, questions)).toEqual(tried.answers);
    expect(copy.save()).toEqual(tried.learner.save());
  });

  it('refuses files that are missing, damaged or of another kind, and keeps what it knew', async () => {
    const { learner, answers } = tried;
    const refuse = (files: ArtifactFiles, by = learner) =>
      expect(async () => by.load(files)).rejects.toMatchObject(UNREADABLE);
    await refuse({}, create());
    const files = learner.save();
    for (const [name, file] of Object.entries(files)) {
      const { [name]: _, ...incomplete } = files;
      await refuse(incomplete);
      for (const cut of trial.cuts) await refuse({ ...files, [name]: file.slice(0, -cut) });
    }
    for (const foreign of await filesOfOthers()) await refuse(foreign);
    expect(await trial.ask(learner, questions)).toEqual(answers);
  });

  it('keeps nobody whom it learnt from: no name, and no row of the facts', () => {
    const { contactIds, rows } = trial.secrets;
    for (const [name, file] of Object.entries(tried.learner.save())) {
      const kept = Buffer.from(file);
      expect([name, contactIds.filter((id) => kept.includes(id))]).toEqual([name, []]);
      expect([name, rows.filter((row) => holdsRow(kept, row))]).toEqual([name, []]);
    }
  });
}
