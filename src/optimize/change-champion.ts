/** A person's change of the champion: another model run takes over, or the former champion comes back. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { Clock } from '../domain/clock.ts';
import type { ModelAction, ModelDecision } from '../domain/model-decision.ts';
import type { ModelRun, ModelRunStore } from '../domain/model-run.ts';
import { AppError } from '../errors.ts';

export interface ChampionPorts {
  readonly modelRuns: ModelRunStore;
  readonly artifacts: Pick<ArtifactStore, 'load'>;
  readonly clock: Clock;
  /** What a champion has to fit. */
  readonly outcomeWindowDays: number;
  readonly featureNames: readonly string[];
}

export interface ChangeRequest {
  readonly action: ModelAction;
  /** Who is to serve, by its id or as the kind of a challenger; null to roll back. */
  readonly runId: string | null;
  /** Who served when the person looked, or undefined when they did not. */
  readonly seenRunId?: string;
  readonly actor: string;
  readonly reason: string;
}

export type Change =
  | {
      readonly kind: 'changed';
      readonly action: ModelAction;
      readonly champion: ModelRun;
      readonly former: ModelRun | null;
      readonly actor: string;
      readonly reason: string;
    }
  /** Somebody else, or the night, was first. */
  | { readonly kind: 'already'; readonly decision: ModelDecision };

export interface Champions {
  /** Who would come back; null when no former champion can serve any more. */
  previous(): Promise<ModelRun | null>;
  /** Compare-and-set. Throws `not_found`, `invalid` or `conflict`, in words, when nothing can be changed so. */
  change(request: ChangeRequest): Promise<Change>;
}

const TRAIL = 1_000;
const RUNS = 200;

export function createChampions(ports: ChampionPorts): Champions {
  const { modelRuns } = ports;
  return {
    async previous() {
      const champion = await modelRuns.champion();
      return champion === null ? null : findPrevious(ports, champion);
    },
    change: (request) => change(ports, request),
  };
}

async function change(ports: ChampionPorts, request: ChangeRequest): Promise<Change> {
  const { action, actor, reason, seenRunId } = request;
  const former = await ports.modelRuns.champion();
  if (seenRunId !== undefined && seenRunId !== former?.id) return tellFirst(ports);
  const champion = await findNext(ports, request, former);
  const why = await findUnfit(ports, champion);
  if (why !== null) throw new AppError('invalid', why);
  try {
    await ports.modelRuns.promote({
      ...{ action, actor, reason },
      runId: champion.id,
      formerRunId: former?.id ?? null,
      at: ports.clock.now(),
    });
  } catch (fault) {
    const isFirst = (await ports.modelRuns.champion())?.id === former?.id;
    if (isFirst || !(fault instanceof AppError)) throw fault;
    return tellFirst(ports);
  }
  return { kind: 'changed', action, champion, former, actor, reason };
}

async function tellFirst({ modelRuns }: ChampionPorts): Promise<Change> {
  const [decision] = await modelRuns.decisions(1);
  if (decision === undefined)
    throw new AppError('conflict', 'Another model is champion by now: look at `/model` again.');
  return { kind: 'already', decision };
}

async function findNext(
  ports: ChampionPorts,
  { runId }: ChangeRequest,
  champion: ModelRun | null,
): Promise<ModelRun> {
  if (runId === null) {
    const previous = champion === null ? null : await findPrevious(ports, champion);
    if (previous !== null) return previous;
    throw new AppError(
      'not_found',
      'There is no former champion that could serve again. `/model` shows the challengers, one of which can be promoted.',
    );
  }
  const challengers = (await ports.modelRuns.recent(RUNS)).filter(({ state }) => state === 'challenger');
  const run = (await ports.modelRuns.get(runId)) ?? challengers.find(({ kind }) => kind === runId) ?? null;
  if (run === null) throw new AppError('not_found', sayUnknown(runId, challengers));
  if (run.state === 'champion') throw new AppError('conflict', 'That model is champion already.');
  if (run.state === 'refused')
    throw new AppError(
      'conflict',
      'That model was refused, and another night has trained anew since: promote one of the last night, or a former champion.',
    );
  return run;
}

function sayUnknown(runId: string, challengers: readonly ModelRun[]): string {
  const kinds = challengers.map(({ kind }) => kind).join(', ');
  return `There is no model run ${runId}. ${kinds === '' ? 'There is no challenger that could be promoted: the next night trains some.' : `The challengers of the last night are: ${kinds}.`}`;
}

/** Back along the audit trail; before it was kept, the newest that had served. */
async function findPrevious(ports: ChampionPorts, champion: ModelRun): Promise<ModelRun | null> {
  const { modelRuns } = ports;
  const trail = await modelRuns.decisions(TRAIL);
  const passed = new Set([champion.id]);
  for (let of = champion; ; ) {
    const made = trail.find(({ runId, action }) => runId === of.id && action === 'promote');
    if (made === undefined) return findRetired(ports, of, passed);
    if (made.formerRunId === null || passed.has(made.formerRunId)) return null;
    passed.add(made.formerRunId);
    const former = await modelRuns.get(made.formerRunId);
    if (former === null) return null;
    if ((await findUnfit(ports, former)) === null) return former;
    of = former;
  }
}

async function findRetired(
  ports: ChampionPorts,
  { trainedAt }: ModelRun,
  passed: ReadonlySet<string>,
): Promise<ModelRun | null> {
  for (const run of await ports.modelRuns.recent(RUNS)) {
    if (run.state !== 'retired' || passed.has(run.id) || run.trainedAt > trainedAt) continue;
    if ((await findUnfit(ports, run)) === null) return run;
  }
  return null;
}

/** Why it cannot serve, in words; null when it can. */
async function findUnfit(
  { artifacts, outcomeWindowDays, featureNames }: ChampionPorts,
  run: ModelRun,
): Promise<string | null> {
  const name = `The ${run.kind.replaceAll('-', ' ')} of ${new Date(run.trainedAt).toISOString().slice(0, 10)}`;
  if (run.outcomeWindowDays !== outcomeWindowDays)
    return `${name} foretells orders within ${run.outcomeWindowDays} days; the outcome window is ${outcomeWindowDays} days now.`;
  const gone = run.features.filter((feature) => !featureNames.includes(feature));
  if (gone.length > 0) return `${name} needs what is not measured any more: ${gone.join(', ')}.`;
  try {
    await artifacts.load(run.id);
    return null;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'not_found') return `${name} is not kept any more.`;
    throw fault;
  }
}
