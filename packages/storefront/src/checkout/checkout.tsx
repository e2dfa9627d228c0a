import type { DataOf, OperationOf } from '@cartless/api-client';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { FailureNotice, Loading } from '../design/notice.tsx';
import type { BasketLine } from '../shop/basket.ts';
import { useTexts } from '../texts/use-texts.ts';
import { AddressChoice, plainAddress, useBook } from './address-choice.tsx';
import { Amiss } from './amiss.tsx';
import styles from './checkout.module.css';
import { Extras, type ExtraWishes } from './extras.tsx';
import { keyOf, priceOf, useGoods } from './goods.ts';
import type { Mend, QuoteLine } from './mends.ts';
import { PaymentChoice, type PaymentMethod } from './payment-choice.tsx';
import { PlaceOrder } from './place-order.tsx';
import { Totals } from './totals.tsx';
import { useKept } from './use-kept.ts';
import { useQuote } from './use-quote.ts';

type Filled = Readonly<{ addressId?: string; method: PaymentMethod; wishes: ExtraWishes }>;
type Money = NonNullable<DataOf<OperationOf<'get', '/products/{productId}'>>>['price'];
type Props = Readonly<{
  lines: readonly BasketLine[];
  onLine: (line: Omit<BasketLine, 'quantity'>, quantity: number) => void;
  onPlaced: () => void;
}>;

/** Where to, how to pay, what it comes to, and the order itself. What is filled in stays while anything is asked again. */
export function Checkout({ lines, onLine, onPlaced }: Props) {
  const t = useTexts('checkout');
  const [{ addressId, method, wishes }, fill] = useKept<Filled>({ method: 'card', wishes: {} });
  const { address } = useBook(addressId);
  const { goods, pending, error, again } = useGoods(lines);
  const { shown, accept } = useShownPrices(goods);
  const items = goods.flatMap(({ productId, variantId, quantity, key }) => {
    const unitPrice = shown[key];
    if (unitPrice === undefined) return [];
    return [{ productId, ...(variantId !== undefined && { variantId }), quantity, unitPrice }];
  });
  const gone = goods.filter((line) => line.gone);
  const body = {
    items,
    ...(address !== undefined && { shippingAddress: plainAddress(address) }),
    paymentMethod: method,
    ...wishes,
  };
  const quote = useQuote(body, !pending && items.length > 0);
  const titleOf = (line: QuoteLine): string =>
    goods.find(({ key }) => key === keyOf(line))?.title ?? line.title ?? line.productId;
  const onMend = (line: QuoteLine, mend: Mend): void => {
    if (mend.type === 'accept') accept(keyOf(line), mend.price);
    else onLine(line, mend.type === 'remove' ? 0 : mend.count);
  };
  return (
    <div className={styles['page']}>
      <div className={styles['column']}>
        {error !== null && <FailureNotice error={error} again={again} />}
        <Card aria-labelledby="to">
          <h2 id="to">{t('address')}</h2>
          <AddressChoice chosen={addressId} onChoose={(chosen) => fill({ addressId: chosen })} />
        </Card>
        <Card aria-labelledby="pay">
          <h2 id="pay">{t('payment')}</h2>
          {quote.data?.total.amount === 0 ? (
            <p>{t('nothingToPay')}</p>
          ) : (
            <PaymentChoice method={method} onMethod={(chosen) => fill({ method: chosen })} />
          )}
        </Card>
        <Card aria-labelledby="more">
          <h2 id="more">{t('extras')}</h2>
          <Extras
            wishes={wishes}
            onWishes={(all) => fill({ wishes: all })}
            quote={quote.data}
            error={quote.error}
          />
        </Card>
      </div>
      <Card aria-labelledby="sum" className={styles['sum'] ?? ''}>
        <h2 id="sum">{t('order')}</h2>
        {quote.data === undefined && quote.error === null && <Loading />}
        {quote.data !== undefined && (
          <>
            <Totals quote={quote.data} titleOf={titleOf} />
            <Amiss quote={quote.data} titleOf={titleOf} onMend={onMend} />
          </>
        )}
        {quote.error !== null && <FailureNotice error={quote.error} again={() => void quote.refetch()} />}
        <PlaceOrder body={body} quote={quote} hasAddress={address !== undefined} onPlaced={onPlaced}>
          {gone.map((line) => (
            <div key={line.key} className={styles['row']}>
              <span>
                {t('problems.unavailable', { title: line.title, price: '', available: 0, left: 0 })}
              </span>
              <Button size="small" onClick={() => onLine(line, 0)}>
                {t('mends.remove')}
              </Button>
            </div>
          ))}
        </PlaceOrder>
      </Card>
    </div>
  );
}

/** The prices that the shopper was shown first: another one has to be accepted, it does not change by itself. */
function useShownPrices(goods: readonly Parameters<typeof priceOf>[0][]) {
  const [shown, setShown] = useState<Readonly<Record<string, Money>>>({});
  const fresh = goods.flatMap((line) => {
    const price = priceOf(line);
    return price === undefined || line.gone || shown[line.key] !== undefined
      ? []
      : [[line.key, price] as const];
  });
  // Asked for while it is drawn, as React wants what follows from data of before.
  if (fresh.length > 0) setShown({ ...shown, ...Object.fromEntries(fresh) });
  return {
    shown,
    accept: (key: string, price: Money): void => setShown((before) => ({ ...before, [key]: price })),
  };
}
