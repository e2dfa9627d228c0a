import { formatMoney, formatTime, type Order, unwrap } from '@cartless/api-client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../app/shop.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { AskBefore } from '../design/dialog.tsx';
import { FailureNotice } from '../design/notice.tsx';
import { Pill } from '../design/pill.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useSavedOrder } from './order-query.ts';
import styles from './orders.module.css';
import { ReturnForm } from './return-form.tsx';
import { returnable } from './returnable.ts';
import { unitsText } from './titles.ts';

type Return = Order['returns'][number];
const TONES = {
  requested: 'warn',
  approved: 'act',
  received: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
} as const;

/** What goes back, and a way to send more of it back. */
export function Returns({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const [asking, setAsking] = useState(false);
  const lines = returnable(order);
  if (order.returns.length === 0 && lines.length === 0) return null;
  return (
    <Card>
      <div className={styles['row']}>
        <h2>{t('returns')}</h2>
        {lines.length > 0 && !asking && <Button onClick={() => setAsking(true)}>{t('return')}</Button>}
      </div>
      {order.returns.length > 0 && (
        <ul role="list" className={styles['stack']}>
          {order.returns.map((one) => (
            <li key={one.returnId}>
              <OneReturn order={order} one={one} />
            </li>
          ))}
        </ul>
      )}
      {asking && <ReturnForm order={order} lines={lines} onDone={() => setAsking(false)} />}
    </Card>
  );
}

function OneReturn({ order, one }: Readonly<{ order: Order; one: Return }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const [asked, setAsked] = useState(false);
  const withdraw = useWithdrawal(order, one, () => setAsked(false));
  const { status, items, at, reasonCode, reason, decision, received, refund } = one;
  return (
    <>
      <div className={styles['row']}>
        <span>{unitsText(order, items)}</span>
        <Pill tone={TONES[status]}>{t(`returnStatus.${status}`)}</Pill>
      </div>
      <p className={styles['soft']}>
        {formatTime(at, locale)} · {reasonCode ? t(`reasons.${reasonCode}`) : reason}
        {decision?.reason !== undefined && ` · ${t('answer', { reason: decision.reason })}`}
      </p>
      {received && (
        <p className={styles['soft']}>
          {t('arrived', { units: unitsText(order, received.items) })}
          {refund && ` · ${t('backForIt', { amount: formatMoney(refund, locale) })}`}
        </p>
      )}
      {withdraw.error !== null && <FailureNotice error={withdraw.error} />}
      {(status === 'requested' || status === 'approved') && (
        <Button size="small" meaning="bare" onClick={() => setAsked(true)}>
          {t('withdraw')}
        </Button>
      )}
      <AskBefore
        open={asked}
        title={t('withdrawAsk')}
        act={t('withdraw')}
        busy={withdraw.isPending}
        onDo={() => withdraw.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{unitsText(order, items)}</p>
      </AskBefore>
    </>
  );
}

function useWithdrawal({ orderId }: Order, { returnId }: Return, onSettled: () => void) {
  const onSuccess = useSavedOrder();
  const params = { path: { orderId, returnId } };
  return useMutation({
    mutationFn: () => unwrap(shop.post('/orders/{orderId}/returns/{returnId}/withdraw', { params })),
    onSuccess,
    onSettled,
  });
}
