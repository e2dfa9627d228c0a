import { ShopError, unwrap } from '@cartless/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { shop } from '../app/shop.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { FailureNotice, Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import type { OrderBody } from './order-body.ts';
import { orderAnswered, orderKey } from './order-key.ts';
import { forgetKept } from './use-kept.ts';
import type { QuoteQuery } from './use-quote.ts';

/** What is told line by line where the quote is shown. */
const TOLD_BY_QUOTE = ['PRICE_CHANGED', 'OUT_OF_STOCK', 'PRODUCT_UNAVAILABLE', 'LIMIT_REACHED'];

type Props = Readonly<{
  body: OrderBody;
  quote: QuoteQuery;
  hasAddress: boolean;
  /** The order is there: its goods leave the basket. */
  onPlaced: () => void;
  children?: ReactNode;
}>;

/** Places the order, once however often it is pressed, and goes on to the payment. */
export function PlaceOrder({ body, quote, hasAddress, onPlaced, children }: Props) {
  const t = useTexts('checkout');
  const router = useRouter();
  const client = useQueryClient();
  const [wantsAddress, setWantsAddress] = useState(false);
  // The second press of a double click comes before anything is drawn anew.
  const pressed = useRef(false);
  const order = useMutation({
    mutationFn: async (wish: OrderBody) => {
      const key = orderKey(wish);
      return unwrap(shop.post('/orders', { body: wish, params: { header: { 'Idempotency-Key': key } } }));
    },
    onError: () => void quote.refetch(),
    onSettled: () => void (pressed.current = false),
    onSuccess: async ({ orderId, status }) => {
      void client.invalidateQueries({ queryKey: ['/orders'] });
      if (status === 'paid' || body.paymentMethod !== 'card') goToOrder(orderId);
      else payment.mutate(orderId);
    },
  });
  const payment = useMutation({
    mutationFn: async (orderId: string) =>
      unwrap(shop.post('/orders/{orderId}/payment', { params: { path: { orderId } } })),
    onSuccess: ({ paymentUrl }) => {
      placed();
      window.location.assign(paymentUrl);
    },
    // It cannot be paid any more: the same wish is another order.
    onError: (error) => {
      if (error instanceof ShopError && error.problem.status === 409) orderAnswered();
    },
  });
  const placed = (): void => {
    orderAnswered();
    forgetKept();
    onPlaced();
  };
  const goToOrder = (orderId: string): void => {
    router.history.push(`/account/orders/${orderId}?placed=1`);
    placed();
  };
  const isFree = quote.data?.total.amount === 0;
  const press = (): void => {
    setWantsAddress(!hasAddress);
    if (!hasAddress || pressed.current) return;
    pressed.current = true;
    const { paymentMethod: _, ...free } = body;
    order.mutate(isFree ? free : body);
  };
  const problem = order.error instanceof ShopError ? order.error.problem : undefined;
  const toldThere = TOLD_BY_QUOTE.includes(problem?.code ?? '') && quote.data?.orderable === false;
  if (order.data !== undefined && payment.error !== null)
    return (
      <PayFailed
        orderId={order.data.orderId}
        error={payment.error}
        busy={payment.isPending}
        again={() => payment.mutate(order.data.orderId)}
      />
    );
  if (payment.data !== undefined)
    // The browser is on its way there; whoever comes back finds the way again.
    return (
      <a href={payment.data.paymentUrl} className={buttonClass({ meaning: 'sell', wide: true })}>
        {t('pay')}
      </a>
    );
  return (
    <>
      {children}
      <Limits quote={quote} />
      {order.error !== null && !toldThere && <FailureNotice error={order.error} />}
      {wantsAddress && !hasAddress && <Notice tone="bad">{t('chooseAddress')}</Notice>}
      <Button
        meaning="sell"
        wide
        busy={order.isPending || payment.isPending || order.isSuccess}
        disabled={quote.data?.orderable !== true}
        onClick={press}
      >
        {isFree ? t('placeFree') : body.paymentMethod === 'cod' ? t('place') : t('placeAndPay')}
      </Button>
    </>
  );
}

/** What of the account's limits stands in the way. */
function Limits({ quote }: Readonly<{ quote: QuoteQuery }>) {
  const t = useTexts('checkout');
  const limits = quote.data?.limits ?? [];
  if (limits.length === 0) return null;
  return (
    <Notice tone="warn" title={t('limitsTitle')}>
      {limits.map(({ name, limit }) => (
        <p key={name}>{t(`limits.${name}`, { limit })}</p>
      ))}
    </Notice>
  );
}

type Failed = Readonly<{ orderId: string; error: Error; busy: boolean; again: () => void }>;

/** The order is there, only its payment is not open. */
function PayFailed({ orderId, error, busy, again }: Failed) {
  const t = useTexts('checkout');
  return (
    <>
      <Notice
        tone="warn"
        title={t('payFailedTitle')}
        acts={
          <>
            <Button meaning="sell" busy={busy} onClick={again}>
              {t('pay')}
            </Button>
            <a href={`/account/orders/${orderId}`} className={buttonClass()}>
              {t('toOrder')}
            </a>
          </>
        }
      >
        <p>{t('payFailed')}</p>
      </Notice>
      <FailureNotice error={error} />
    </>
  );
}
