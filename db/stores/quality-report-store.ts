/** Keeps the nightly reports on the data. */

import { desc, eq } from 'drizzle-orm';
import type { QualityReportStore } from '../../src/domain/quality-report.ts';
import type { StoreParts } from '../database.ts';

export function createQualityReportStore({ database, tenant }: StoreParts): QualityReportStore {
  const { qualityReports } = database.tables;
  return {
    async add(report) {
      await database.write((connection) => connection.insert(qualityReports).values({ ...report, tenant }));
    },
    async latest() {
      const [row] = await database.read((connection) =>
        connection
          .select()
          .from(qualityReports)
          .where(eq(qualityReports.tenant, tenant))
          .orderBy(desc(qualityReports.at), desc(qualityReports.id))
          .limit(1),
      );
      if (row === undefined) return null;
      const { tenant: _, ...report } = row;
      return report;
    },
  };
}
