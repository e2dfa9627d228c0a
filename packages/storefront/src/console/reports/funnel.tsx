import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Card } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { figure, percent } from './figures.ts';
import { type Report, timesOf } from './report-search.ts';
import styles from './reports.module.css';

const STEP_NAMES = ['registered', 'activated', 'ordered', 'paid', 'delivered', 'completed'] as const;

/** How far those came who registered in a range. */
export function Funnel({ report }: Readonly<{ report: Report }>) {
  const t = useTexts('reports');
  const locale = useLocale();
  const asked = useQuery(queryOf(shop, '/analytics/funnel', { params: { query: timesOf(report) } }));
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} lines={6} />;
  return (
    <Card>
      <h2>{t('view.funnel')}</h2>
      <p>{t('funnelLead')}</p>
      <ol className={styles['funnel']} role="list">
        {data.steps.map(({ step, count, ofPrevious, ofFirst }) => {
          const name = STEP_NAMES.find((one) => one === step);
          return (
            <li key={step}>
              <span>{name === undefined ? step : t(`funnel.${name}`)}</span>
              <span
                className={styles['bar']}
                style={{ width: `${100 * (ofFirst ?? 0)}%` }}
                aria-hidden="true"
              />
              <b>{figure(count, step, locale)}</b>
              <small>
                {ofPrevious === null ? '' : t('ofPrevious', { share: percent(ofPrevious, locale) })}
              </small>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
