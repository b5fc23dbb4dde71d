import { expect, it } from 'vitest';
import { createQualityReportStore } from '../../db/stores/quality-report-store.ts';
import type { QualityReport } from '../../src/domain/quality-report.ts';
import { T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const report = (id: string, at: number, held = false): QualityReport => ({
  id,
  at,
  from: at - 10,
  to: at,
  checks: [{ name: 'late', count: 1, of: 4, share: 0.25, threshold: 0.5, ok: !held }],
  held,
});

describeOnEachDatabase('quality report store', (stage) => {
  it('gives the newest report, and none where there is none', async () => {
    const reports = createQualityReportStore(stage.parts());
    expect(await reports.latest()).toBeNull();
    await reports.add(report('a', T0 + 1, true));
    await reports.add(report('b', T0));
    expect(await reports.latest()).toEqual(report('a', T0 + 1, true));
    expect(await createQualityReportStore(stage.stranger()).latest()).toBeNull();
  });
});
