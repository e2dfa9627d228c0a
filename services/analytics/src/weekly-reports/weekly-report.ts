import type { Change } from '@cartless/aggregate';
import type { WeeklyReport } from '@cartless/domain';

/** A report that was made: of a week by itself, or because somebody asked for it. */
export type MadeReport = Readonly<{ id: string; report: WeeklyReport; madeAt: string; version: number }>;
export type ReportFact = Readonly<{ type: 'ready'; at: string }>;

/**
 * The id of the report of a week that is made by itself, which there is once; of one that somebody asked for, as often as it is
 * asked for.
 */
export const reportId = (monday: string, askedAt?: string): string =>
  `rpt_${monday}${askedAt === undefined ? '' : `@${askedAt}`}`;

/** A report as it is made. */
export const made = (id: string, report: WeeklyReport, at: Date): Change<MadeReport, ReportFact> => {
  const madeAt = at.toISOString();
  return { state: { id, report, madeAt, version: 0 }, facts: [{ type: 'ready', at: madeAt }] };
};
