import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LoggedIn } from '../account/logged-in.tsx';
import { buttonClass } from '../design/button.tsx';
import { Nothing } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { type BasketLine, setInBasket, useBasket } from '../shop/basket.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Checkout } from './checkout.tsx';

const route = getRouteApi('/checkout');

/** From goods to an order: of the basket, or of the one thing that is bought at once. */
export function CheckoutPage() {
  const t = useTexts('checkout');
  const wanted = useLines();
  // What was ordered stays on the page until the next one is there, though it has left the basket.
  const [ordered, setOrdered] = useState<readonly BasketLine[]>();
  const lines = ordered ?? wanted.lines;
  const onPlaced = (): void => {
    setOrdered(lines);
    wanted.onPlaced();
  };
  return (
    <LoggedIn title={t('logInTitle')} next={window.location.pathname + window.location.search}>
      <PageHead title={t('checkout')} />
      {lines.length === 0 ? (
        <Nothing title={t('emptyTitle')}>
          <Link to="/search" search={{}} className={buttonClass({ meaning: 'act' })}>
            {t('toShop')}
          </Link>
        </Nothing>
      ) : (
        <Checkout lines={lines} onLine={wanted.onLine} onPlaced={onPlaced} />
      )}
    </LoggedIn>
  );
}

type Wanted = Readonly<{
  lines: readonly BasketLine[];
  /** Changes the count of a line; none at all takes it out. */
  onLine: (line: Omit<BasketLine, 'quantity'>, quantity: number) => void;
  onPlaced: () => void;
}>;

/** What is ordered: what lies in the basket, or the one thing that the address says. */
function useLines(): Wanted {
  const bought = route.useSearch();
  const { product: productId, variant: variantId, quantity = 1 } = bought;
  const navigate = useNavigate();
  const basket = useBasket();
  if (productId === undefined)
    return {
      lines: basket.lines,
      onLine: setInBasket,
      onPlaced: () => basket.lines.forEach((line) => setInBasket(line, 0)),
    };
  return {
    lines: [{ productId, quantity, ...(variantId !== undefined && { variantId }) }],
    onLine: (_, units) =>
      void navigate({
        to: '/checkout',
        search: units === 0 ? {} : { ...bought, quantity: units },
        replace: true,
      }),
    onPlaced: () => undefined,
  };
}
