import { lazy, Suspense } from 'react';
import { Loading } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ReportControls } from './report-controls.tsx';
import { ReportFiles } from './report-files.tsx';
import { type Report, type View, VIEWS } from './report-search.ts';
import { ReportTabs } from './report-tabs.tsx';
import { useReport } from './use-report.ts';

/** What each view shows, loaded when somebody looks at it. */
const SHOWN = {
  overview: lazy(async () => ({ default: (await import('./overview.tsx')).Overview })),
  funnel: lazy(async () => ({ default: (await import('./funnel.tsx')).Funnel })),
  cohorts: lazy(async () => ({ default: (await import('./cohorts.tsx')).Cohorts })),
  fulfilment: lazy(async () => ({ default: (await import('./fulfilment.tsx')).Fulfilment })),
  stock: lazy(async () => ({ default: (await import('./stock.tsx')).Stock })),
} as const satisfies Record<View, React.ComponentType<Readonly<{ report: Report }>>>;

/** The figures of the shop: all that is asked stands in the address, so that it can be kept and sent. */
export function ReportsPage() {
  const t = useTexts('reports');
  const { report, change } = useReport();
  const view = report.view ?? VIEWS[0];
  const Shown = SHOWN[view];
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <ReportFiles report={report} />
      </PageHead>
      <ReportTabs view={view} onView={(next) => change({ view: next })} />
      <ReportControls report={report} view={view} onChange={change} />
      <Suspense fallback={<Loading lines={6} />}>
        <Shown report={report} />
      </Suspense>
    </>
  );
}
