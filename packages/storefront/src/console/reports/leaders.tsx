import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Card } from '../../design/card.tsx';
import { FailureNotice, Loading } from '../../design/notice.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { figure, percent } from './figures.ts';
import { type Report, timesOf } from './report-search.ts';
import styles from './reports.module.css';
import { useSplitNames } from './split-names.ts';

const LISTS = ['product', 'category', 'region'] as const;
type Dimension = (typeof LISTS)[number];

/** What brought most. */
export function Leaders({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  return (
    <section aria-labelledby="leaders">
      <h2 id="leaders">{t('leaders')}</h2>
      <div className={styles['lists']}>
        {LISTS.map((dimension) => (
          <Leading key={dimension} report={report} dimension={dimension} />
        ))}
      </div>
    </section>
  );
}

function Leading({ report, dimension }: Readonly<{ report: Report; dimension: Dimension }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const nameOf = useSplitNames();
  const query = { ...timesOf(report), dimension, metric: 'revenue', limit: 5 } as const;
  const { data, error, refetch } = useQuery(queryOf(shop, '/analytics/top', { params: { query } }));
  return (
    <Card>
      <h3>{t(`by.${dimension}`)}</h3>
      {error !== null && <FailureNotice error={error} again={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data?.items.length === 0 && <p>{t('nothingThen')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ol className={styles['leading']}>
          {data.items.map((one) => (
            <li key={one.key}>
              <span>{nameOf(dimension, one)}</span>
              <b>{figure(one.value, 'revenue', locale)}</b>
              <small>{percent(one.share, locale)}</small>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
