import { type Order, unwrap } from '@cartless/api-client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../app/shop.ts';
import { orderAnswered } from '../checkout/order-key.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { AskBefore } from '../design/dialog.tsx';
import { FailureNotice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ChangeAddress } from './change-address.tsx';
import { useSavedOrder } from './order-query.ts';
import styles from './orders.module.css';

type Asked = 'cancel' | 'confirm' | 'address';

/** What can be done with an order as it stands. */
export function OrderActs({ order }: Readonly<{ order: Order }>) {
  const t = useTexts('orders');
  const [asked, setAsked] = useState<Asked>();
  const { status, parcels, orderNumber, paymentMethod, payBy } = order;
  const { pay, cancel, confirm, error } = useActs(order, () => setAsked(undefined));
  const waitsHere = (status === 'placed' || status === 'paid') && parcels.length === 0;
  const close = (): void => setAsked(undefined);
  return (
    <>
      {error !== null && <FailureNotice error={error} />}
      <div className={styles['acts']}>
        {status === 'placed' && paymentMethod === 'card' && payBy !== null && (
          <Button meaning="sell" busy={pay.isPending || pay.isSuccess} onClick={() => pay.mutate()}>
            {t('pay')}
          </Button>
        )}
        {status === 'delivered' && (
          <Button meaning="act" onClick={() => setAsked('confirm')}>
            {t('confirm')}
          </Button>
        )}
        {orderNumber !== null && (status !== 'placed' || paymentMethod === 'cod') && (
          <Link to="/track" search={{ number: orderNumber }} className={buttonClass()}>
            {t('track')}
          </Link>
        )}
        {waitsHere && <Button onClick={() => setAsked('address')}>{t('changeAddress')}</Button>}
        {status !== 'placed' && (
          <Link
            to="/account/orders/$orderId/invoice"
            params={{ orderId: order.orderId }}
            className={buttonClass()}
          >
            {t('invoice')}
          </Link>
        )}
        {waitsHere && (
          <Button meaning="bare" onClick={() => setAsked('cancel')}>
            {t('cancel')}
          </Button>
        )}
      </div>
      {asked === 'address' && <ChangeAddress order={order} onDone={close} />}
      <AskBefore
        open={asked === 'cancel'}
        title={t('cancelAsk')}
        act={t('cancel')}
        busy={cancel.isPending}
        onDo={() => cancel.mutate()}
        onClose={close}
      >
        <p>{t('cancelFollows')}</p>
      </AskBefore>
      <AskBefore
        open={asked === 'confirm'}
        title={t('confirmAsk')}
        act={t('confirm')}
        meaning="act"
        busy={confirm.isPending}
        onDo={() => confirm.mutate()}
        onClose={close}
      >
        <p>{t('confirmFollows')}</p>
      </AskBefore>
    </>
  );
}

function useActs({ orderId }: Order, onSettled: () => void) {
  const onSuccess = useSavedOrder();
  const params = { path: { orderId } };
  const pay = useMutation({
    mutationFn: () => unwrap(shop.post('/orders/{orderId}/payment', { params })),
    onSuccess: ({ paymentUrl }) => {
      orderAnswered();
      location.assign(paymentUrl);
    },
  });
  const cancel = useMutation({
    mutationFn: () => unwrap(shop.post('/orders/{orderId}/cancel', { params, body: {} })),
    onSuccess: (cancelled) => {
      orderAnswered();
      onSuccess(cancelled);
    },
    onSettled,
  });
  const confirm = useMutation({
    mutationFn: () => unwrap(shop.post('/orders/{orderId}/confirm-receipt', { params })),
    onSuccess,
    onSettled,
  });
  return { pay, cancel, confirm, error: pay.error ?? cancel.error ?? confirm.error };
}
