import { formatMoney, formatTime, type Order } from '@cartless/api-client';
import { Card } from '../design/card.tsx';
import { Pill } from '../design/pill.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';

const TONES = { owed: 'warn', sent: 'act', done: 'good', failed: 'bad' } as const;

/** The money that goes back. */
export function Refunds({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  if (order.refunds.length === 0) return null;
  return (
    <Card>
      <h2>{t('refunds')}</h2>
      <ul role="list" className={styles['stack']}>
        {order.refunds.map(({ refundId, amount, status, at, givenByBank }) => (
          <li key={refundId} className={styles['row']}>
            <span>
              <span className={styles['price']}>{formatMoney(amount, locale)}</span>{' '}
              <span className={styles['soft']}>
                {formatTime(at, locale)}
                {givenByBank && ` · ${t('givenByBank', { amount: formatMoney(givenByBank, locale) })}`}
              </span>
            </span>
            <Pill tone={TONES[status]}>{t(`refundStatus.${status}`)}</Pill>
          </li>
        ))}
      </ul>
    </Card>
  );
}
