import type { Order } from '@cartless/api-client';
import { Link } from '@tanstack/react-router';
import { Card } from '../design/card.tsx';
import { Pill } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';
import { unitsText } from './titles.ts';

const TONES = {
  dispatched: 'act',
  delivered: 'good',
  returning: 'warn',
  returned: 'plain',
  lost: 'bad',
} as const;

/** The parcels of an order that have left. */
export function Parcels({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  if (order.parcels.length === 0) return null;
  return (
    <Card>
      <h2>{t('parcels')}</h2>
      <ul role="list" className={styles['stack']}>
        {order.parcels.map(({ shipmentId, status, items, reason }) => (
          <li key={shipmentId} className={styles['row']}>
            <span>
              {unitsText(order, items)}
              {reason && <span className={styles['soft']}> · {t(`troubles.${reason}`)}</span>}
            </span>
            <Pill tone={TONES[status]}>{t(`parcelStatus.${status}`)}</Pill>
          </li>
        ))}
      </ul>
      {order.orderNumber !== null && (
        <p>
          <Link to="/track" search={{ number: order.orderNumber }}>
            {t('whereIsIt')}
          </Link>
        </p>
      )}
    </Card>
  );
}
