import { Stack } from '../../design/card.tsx';
import { BigNumbers } from './big-numbers.tsx';
import { Breakdown } from './breakdown.tsx';
import { Leaders } from './leaders.tsx';
import type { Report } from './report-search.ts';
import { Series } from './series.tsx';
import styles from './reports.module.css';

/** How the shop did: the big numbers, their course, and what they are made of. */
export function Overview({ report }: Readonly<{ report: Report }>) {
  return (
    <Stack className={styles['sections'] ?? ''}>
      <BigNumbers report={report} />
      <Breakdown report={report} />
      <Series report={report} />
      <Leaders report={report} />
    </Stack>
  );
}
