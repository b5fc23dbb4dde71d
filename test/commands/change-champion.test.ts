/** Promoting and rolling back models, from `/model` and by the command line. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelRun } from '../../src/domain/model-run.ts';
import { collect } from '../db/builders.ts';
import { jonas, maya, openForm, press, submit, type, until } from '../support/act-in-slack.ts';
import { builtFile } from '../support/build-changed.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { runProcess } from '../support/run-process.ts';
import { wordsOf } from './read-card.ts';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let first: ModelRun;
  let challenger: ModelRun;

  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt', settings: { SLACK_APPROVERS: maya.id } });
    const { modelRuns } = flywheel.app.stores;
    first = (await modelRuns.champion())!;
    challenger = (await modelRuns.recent(9)).find(({ state }) => state === 'challenger')!;
  });
  afterAll(() => flywheel.stop());

  const champion = async () => (await flywheel.app.stores.modelRuns.champion())!.id;
  const look = (person: typeof maya) => type(flywheel, person, { text: '/model', expected: 'Champion' });
  const scoredBy = async () =>
    new Set((await collect(flywheel.app.stores.modelRuns.scores())).map(({ modelRunId }) => modelRunId));
  const seesSoon = (words: string) =>
    until(flywheel, maya, (seen) => seen.some((message) => wordsOf(message).includes(words)));

  it('refuses whoever is no approver at the click', async () => {
    const message = await look(jonas);
    await press(flywheel, jonas, {
      message,
      actionId: `model_promote:${challenger.id}`,
      expected: 'Only approvers change the champion',
    });
    expect(await champion()).toBe(first.id);
  });

  it('promotes a challenger with a reason, tells the team, and has everybody scored by it', async () => {
    const message = await look(maya);
    const view = await openForm(flywheel, maya, { message, actionId: `model_promote:${challenger.id}` });
    await submit(flywheel, maya, { view, fields: { why: 'I <!channel> want to see it live' } });
    await seesSoon('Done. All contacts are being scored again');
    expect(await champion()).toBe(challenger.id);
    const told = await seesSoon('in place of the');
    expect(JSON.stringify(told)).toContain('“I &lt;!channel&gt; want to see it live”');
    const asked = (await flywheel.app.stores.jobs.recent(9)).find(({ name }) => name === 'score');
    expect(asked).toMatchObject({ state: 'waiting' });
    expect(await flywheel.runJob('score')).toMatchObject({ ok: true, scoredBy: challenger.kind });
    expect(await scoredBy()).toEqual(new Set([challenger.id]));
    // It was pressed in a card that shows another champion than there is now.
    await press(flywheel, maya, {
      message,
      actionId: `model_promote:${challenger.id}`,
      expected: 'Nothing was changed',
    });
    const words = wordsOf(await look(maya));
    expect(words).toContain('*Who became champion*');
    expect(words).toMatch(/promoted the .*want to see it live/);
    expect(words).toContain('Drift: the next night looks for it.');
  });

  it('goes back to the former champion by one command, which scores at once and tells Slack', async () => {
    const { code, report } = await runProcess(
      [builtFile('jobs/main'), 'roll-back', '--why', 'worse in the shop'],
      flywheel.settings,
    ).ended;
    expect([code, report()]).toMatchObject([0, { ok: true, champion: first.id, former: challenger.id }]);
    expect(await scoredBy()).toEqual(new Set([first.id]));
    const [last] = await flywheel.app.stores.modelRuns.decisions(1);
    expect(last).toMatchObject({ action: 'roll back', actor: 'operator', reason: 'worse in the shop' });
    expect(wordsOf(await look(maya))).toMatch(
      /Whoever runs Flywheel rolled back to the .*: worse in the shop/,
    );
  });

  it('promotes by the command line too, and says what is missing', async () => {
    const run = (...args: readonly string[]) =>
      runProcess([builtFile('jobs/main'), ...args], flywheel.settings).ended;
    const without = await run('promote');
    expect([without.code, without.report()['error']]).toEqual([
      1,
      expect.stringContaining('--run ensemble-network'),
    ]);
    const unknown = await run('promote', '--run', 'oracle');
    expect(unknown.report()['error']).toContain('There is no model run oracle.');
    const promoted = await run('promote', '--run', challenger.id);
    expect(promoted.report()).toMatchObject({ ok: true, champion: challenger.id, scoredBy: challenger.kind });
    expect(await champion()).toBe(challenger.id);
  });
});
