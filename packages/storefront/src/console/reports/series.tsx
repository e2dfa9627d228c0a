import { formatTime } from '@cartless/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Card } from '../../design/card.tsx';
import { SelectField } from '../../design/field.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { Loading } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import styles from '../lists/lists.module.css';
import { figure } from './figures.ts';
import { stepOf } from './range.ts';
import { CHARTED, type Report, type Step, STEPS } from './report-search.ts';
import { type Row, seriesBeforeQuery, seriesQuery } from './summary.ts';
import { useReport } from './use-report.ts';

const SeriesChart = lazy(async () => ({ default: (await import('./series-chart.tsx')).SeriesChart }));

/** A figure over time, drawn, and as a table for whoever does not see the drawing. */
export function Series({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const { change } = useReport();
  const metric = report.metric ?? 'revenue';
  const step = report.step ?? stepOf(report.range);
  return (
    <Card>
      <h2>{t('series', { metric: t(`metric.${metric}`) })}</h2>
      <div className={styles['row']}>
        <SelectField
          label={t('figure')}
          value={metric}
          onChange={({ target }) => change({ metric: CHARTED.find((one) => one === target.value) })}
        >
          {CHARTED.map((one) => (
            <option key={one} value={one}>
              {t(`metric.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('step')}
          value={step}
          onChange={({ target }) => change({ step: STEPS.find((one) => one === target.value) })}
        >
          {STEPS.map((one) => (
            <option key={one} value={one}>
              {t(`per.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <Course report={report} step={step} />
    </Card>
  );
}

function Course({ report, step }: Readonly<{ report: Report; step: Step }>) {
  const t = useTexts('reports');
  const metric = report.metric ?? 'revenue';
  const now = useQuery({ ...seriesQuery(report), placeholderData: keepPreviousData });
  const before = useQuery({ ...seriesBeforeQuery(report), enabled: report.compare !== undefined });
  if (now.data === undefined) return <NotYet asked={now} lines={5} />;
  const { rows } = now.data;
  const earlier = report.compare === undefined ? undefined : before.data?.rows;
  return (
    <>
      <Suspense fallback={<Loading lines={5} />}>
        <SeriesChart
          label={t(`metric.${metric}`)}
          before={t('before')}
          time={t('time')}
          metric={metric}
          step={step}
          zone={report.zone}
          rows={rows}
          {...(earlier && { earlier })}
        />
      </Suspense>
      <details>
        <summary>{t('asTable')}</summary>
        <SeriesTable {...{ report, step, rows }} {...(earlier && { earlier })} />
      </details>
    </>
  );
}

type Shown = Readonly<{ report: Report; step: Step; rows: readonly Row[]; earlier?: readonly Row[] }>;

function SeriesTable({ report, step, rows, earlier }: Shown) {
  const t = useTexts('reports');
  const locale = useLocale();
  const metric = report.metric ?? 'revenue';
  return (
    <Table
      caption={t('series', { metric: t(`metric.${metric}`) })}
      columns={[
        { head: t('time'), cell: ({ row }) => timeOf(row, step, report.zone, locale) },
        { head: t(`metric.${metric}`), number: true, cell: ({ row }) => figure(row[metric], metric, locale) },
        ...(earlier === undefined
          ? []
          : [
              {
                head: t('before'),
                number: true,
                cell: ({ place }: { place: number }) => figure(earlier[place]?.[metric], metric, locale),
              },
            ]),
      ]}
      rows={rows.map((row, place) => ({ row, place }))}
      keyOf={({ row }) => row.key}
    />
  );
}

/** When a point of a series is, as long as it lasts. */
const timeOf = ({ from, key }: Row, step: Step, timeZone: string, locale: string): string =>
  from === undefined
    ? key
    : formatTime(from, locale, {
        dateStyle: 'medium',
        ...(step === 'hour' && { timeStyle: 'short' }),
        timeZone,
      });
