import { formatMoney, formatTime } from '@cartless/api-client';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useMayWork } from '../frame/scopes.ts';
import styles from '../lists/lists.module.css';
import type { AdminOrder } from './admin-order.ts';
import { Paid } from './paid.tsx';
import { canBePaid, RefundPill } from './refund-pill.tsx';

/** The money that goes back, and what of it is to be paid by hand. */
export function Refunds({ order }: Readonly<{ order: AdminOrder }>) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const mayPay = useMayWork('finance');
  const [paying, setPaying] = useState<string>();
  return (
    <Card>
      <h2>{t('refunds')}</h2>
      {order.refunds.length === 0 && <p>{t('noRefunds')}</p>}
      <ul className={styles['plain']}>
        {order.refunds.map((refund) => (
          <li key={refund.refundId}>
            <b>{formatMoney(refund.amount, locale)}</b> <RefundPill status={refund.status} />
            <div className={styles['soft']}>
              {refund.reason} · {formatTime(refund.at, locale)}
              {refund.reference !== undefined && ` · ${refund.reference}`}
              {refund.failure !== undefined && ` · ${refund.failure}`}
            </div>
            {mayPay && canBePaid(refund) && (
              <Button size="small" onClick={() => setPaying(refund.refundId)}>
                {t('sayPaid')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {paying !== undefined && (
        <Paid orderId={order.orderId} refundId={paying} onClose={() => setPaying(undefined)} />
      )}
    </Card>
  );
}
