/** A night looks back at earlier windows, keeps what it finds with the run that serves, and `/model` says it. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { type RollingEvidence, rollingEvidenceSchema } from '../src/domain/rolling-evidence.ts';
import { wordsOf } from './commands/read-card.ts';
import { maya, type } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { importPast } from './support/live-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

const START = Date.UTC(2026, 2, 2);
const NIGHT = START + 70 * DAY;

describeOnEach((on) => {
  it('foretells earlier weeks once, and tells whoever asks', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT });
    await importPast(flywheel, { seed: 7, customers: 500, startAt: START, until: NIGHT });
    const night = async () => (await flywheel.runJob('nightly'))['rolling'] as RollingEvidence;
    const { modelRuns } = flywheel.app.stores;
    const found = await night();
    const champion = (await modelRuns.champion())!;
    expect(rollingEvidenceSchema.parse(champion.config['rolling'])).toEqual(found);
    expect(found).toMatchObject({ kind: champion.kind, outcomeWindowDays: 7, missing: [] });
    expect(found.origins.map(({ cutoff }) => cutoff / (7 * DAY))).toEqual([2_938, 2_937, 2_936]);
    expect(found.origins.every(({ cutoff }) => cutoff + 7 * DAY <= champion.testCutoff)).toBe(true);

    const words = wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }));
    expect(words).toContain('On three earlier weeks, each time learning only from what was known by then');
    expect(words).toContain(`ROC-AUC ${found.origins[2]!.rocAuc.toFixed(3)}`);
    expect(words).toContain(`a skill of ${(100 * found.pooled!.skill.estimate).toFixed(1)} % (95 % interval`);

    flywheel.setTime(NIGHT + DAY);
    const next = await night();
    const isSame = next.kind === found.kind;
    expect(next.origins.map(({ lineage }) => lineage.isReused)).toEqual([isSame, isSame, isSame]);
  });
});
