import { formatMoney } from '@cartless/api-client';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { FailureNotice, Loading, Nothing } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { Pill } from '../design/pill.tsx';
import { setInBasket, useBasket } from '../shop/basket.ts';
import { Price } from '../shop/price.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';
import { type GoodsLine, priceOf, useGoods } from './goods.ts';

/** What lies in the basket of this browser. */
export function BasketPage() {
  const t = useTexts('checkout');
  const { lines } = useBasket();
  const { goods, pending, error, again } = useGoods(lines);
  if (lines.length === 0)
    return (
      <>
        <PageHead title={t('basket')} />
        <Nothing title={t('emptyTitle')}>
          <p>{t('empty')}</p>
          <Link to="/search" search={{}} className={buttonClass({ meaning: 'act' })}>
            {t('toShop')}
          </Link>
        </Nothing>
      </>
    );
  return (
    <>
      <PageHead title={t('basket')} />
      <div className={styles['page']}>
        <div className={styles['column']}>
          {error !== null && <FailureNotice error={error} again={again} />}
          <ul role="list" className={styles['lines']}>
            {goods.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        </div>
        <Card className={styles['sum'] ?? ''}>
          {pending ? <Loading lines={2} /> : <Sum goods={goods} />}
          <Link to="/checkout" search={{}} className={buttonClass({ meaning: 'sell', wide: true })}>
            {t('toCheckout')}
          </Link>
        </Card>
      </div>
    </>
  );
}

function Line({ line }: Readonly<{ line: GoodsLine }>) {
  const t = useTexts('checkout');
  const { product, variant, title, quantity, gone } = line;
  const price = priceOf(line);
  const image = variant?.image ?? product?.images[0];
  return (
    <li className={styles['line']}>
      <div className={styles['thumb']}>
        {image !== undefined && <img src={image} alt="" width={96} height={96} />}
      </div>
      <div className={styles['what']}>
        <Link
          to="/product/$productId"
          params={{ productId: line.productId }}
          search={line.variantId === undefined ? {} : { variant: line.variantId }}
        >
          {title}
        </Link>
        {gone ? (
          <Pill tone="bad">{t('goneTitle')}</Pill>
        ) : (
          price !== undefined && <span>{<Price price={price} />}</span>
        )}
      </div>
      <div className={styles['lineActs']}>
        <input
          className={styles['count']}
          type="number"
          min={1}
          max={999}
          aria-label={t('quantityOf', { title })}
          value={quantity}
          onChange={({ target }) => {
            const units = Math.floor(target.valueAsNumber);
            if (units >= 1) setInBasket(line, Math.min(units, 999));
          }}
        />
        <Button
          meaning="bare"
          size="small"
          aria-label={t('removeOf', { title })}
          onClick={() => setInBasket(line, 0)}
        >
          {t('remove')}
        </Button>
      </div>
    </li>
  );
}

function Sum({ goods }: Readonly<{ goods: readonly GoodsLine[] }>) {
  const t = useTexts('checkout');
  const locale = useLocale();
  const sold = goods.filter(({ gone }) => !gone);
  const [first] = sold.flatMap((line) => priceOf(line) ?? []);
  if (first === undefined) return null;
  const amount = sold.reduce((sum, line) => sum + (priceOf(line)?.amount ?? 0) * line.quantity, 0);
  return (
    <>
      <p className={styles['total']}>
        <span>{t('goods')}</span>
        <strong>{formatMoney({ ...first, amount }, locale)}</strong>
      </p>
      <p className={styles['soft']}>{t('goodsNote')}</p>
    </>
  );
}
