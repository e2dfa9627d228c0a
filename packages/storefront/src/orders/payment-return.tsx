import type { Order } from '@cartless/api-client';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** What is said to somebody who comes back from the payment page: the shop may learn of the payment a moment later. */
export function PaymentReturn({ payment, order }: Readonly<{ payment: 'done' | 'cancelled'; order: Order }>) {
  const t = useTexts('orders');
  const { status } = order;
  if (status === 'cancelled')
    return (
      <Notice tone="warn" title={t('payment.lateTitle')}>
        <p>{t('payment.late')}</p>
      </Notice>
    );
  if (status !== 'placed')
    return (
      <Notice tone="good" title={t('payment.paidTitle')}>
        <p>{t('payment.paid')}</p>
      </Notice>
    );
  return payment === 'done' ? (
    <Notice title={t('payment.waitsTitle')}>
      <p>{t('payment.waits')}</p>
    </Notice>
  ) : (
    <Notice tone="warn" title={t('payment.cancelledTitle')}>
      <p>{t('payment.cancelled')}</p>
    </Notice>
  );
}
