import { formatTime } from '@cartless/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { NotYet } from '../../design/not-yet.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { change, figure } from './figures.ts';
import type { Report } from './report-search.ts';
import styles from './reports.module.css';
import { type BigNumber, bigNumbersOf, type Summary, totalsQuery } from './summary.ts';

/** As often the figures of a range that is not over are asked for again. */
const LIVE_MS = 15_000;
/** Of these less is better. */
const LESS_IS_BETTER: readonly string[] = ['refunded', 'cancelled', 'disputes', 'returnedUnits'];

/** The figures one looks at first; they are asked for again by themselves. */
export function BigNumbers({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const asked = useQuery({
    ...totalsQuery(report),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} lines={4} />;
  return (
    <section aria-label={t('numbers')}>
      <dl className={styles['numbers']}>
        {bigNumbersOf(report).map((name) => (
          <div key={name} className={styles['number']}>
            <dt>{t(`metric.${name}`)}</dt>
            <dd>
              <b>{figure(data.totals[name], name, locale)}</b>
              <Trend name={name} summary={data} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['asOf']}>
        {t('asOf', {
          time: formatTime(data.asOf, locale, {
            dateStyle: 'medium',
            timeStyle: 'medium',
            timeZone: report.zone,
          }),
        })}
      </p>
    </section>
  );
}

/** How a figure changed, in words and by a sign; the colour repeats whether that is good. */
function Trend({ name, summary }: Readonly<{ name: BigNumber; summary: Summary }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  if (summary.change === undefined) return null;
  const by = summary.change[name];
  const before = figure(summary.previous?.totals[name], name, locale);
  if (by === undefined || by === null)
    return <span className={styles['trend']}>{t('noTrend', { before })}</span>;
  const isGood = by > 0 !== LESS_IS_BETTER.includes(name);
  return (
    <span className={styles['trend']} data-good={by === 0 ? undefined : isGood}>
      <span aria-hidden="true">{by > 0 ? '▲' : by < 0 ? '▼' : '■'}</span>{' '}
      {t('trend', { change: change(by, locale), before })}
    </span>
  );
}
