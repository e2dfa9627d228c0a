import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, buttonClass } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { Pill } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { addToBasket, useBasket } from './basket.ts';
import { OptionChoice } from './option-choice.tsx';
import { Price } from './price.tsx';
import { canBeHad, firstChoice, hasPrices, type Product, variantOf } from './product.ts';
import styles from './product-page.module.css';

/** As many of one thing as an order takes. */
const MOST = 999;
const TONES = { 'in-stock': 'good', low: 'warn', 'sold-out': 'plain' } as const;

/** Chooses a variant and how many, and buys at once or puts it into the basket. */
export function BuyBox({
  product,
  variantId,
}: Readonly<{ product: Product; variantId: string | undefined }>) {
  const t = useTexts('shop');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(() => firstChoice(product, variantId));
  const [missing, setMissing] = useState<string>();
  const [quantity, setQuantity] = useState(1);
  const { productId, options = [], limitPerShopper: limit } = product;
  const variant = variantOf(product, chosen);
  const { price, availability } = variant ?? product;
  const soldOut = availability === 'sold-out';

  /** What is wanted; undefined when something is left to choose, and then the first of that has the focus. */
  function wanted() {
    const open = options.find(({ key }) => chosen[key] === undefined);
    setMissing(open?.key);
    if (open !== undefined) {
      document.querySelector<HTMLElement>(`[name="${CSS.escape(open.key)}"]`)?.focus();
      return undefined;
    }
    return { productId, ...(variant !== undefined && { variantId: variant.variantId }) };
  }
  const buy = (): void => {
    const what = wanted();
    if (what === undefined) return;
    const { variantId: chosenId } = what;
    const search = { product: productId, quantity, ...(chosenId !== undefined && { variant: chosenId }) };
    void navigate({ to: '/checkout', search });
  };
  const put = (): void => {
    const what = wanted();
    if (what !== undefined) addToBasket(what, quantity);
  };
  return (
    <div className={styles['buy']}>
      <p className={styles['stock']}>
        <span className={styles['price']}>
          <Price price={price} from={variant === undefined && hasPrices(product)} />
        </span>
        <Pill tone={TONES[availability]}>{t(`stock.${availability}`)}</Pill>
        {limit !== undefined && (
          <Pill>
            {limit.days === undefined
              ? t('limit', { units: limit.units })
              : t('limitDays', { units: limit.units, days: limit.days })}
          </Pill>
        )}
      </p>
      {options.map((option) => (
        <OptionChoice
          key={option.key}
          option={option}
          value={chosen[option.key]}
          missing={missing === option.key}
          has={(value) => canBeHad(product, chosen, option.key, value)}
          onValue={(value) => {
            setChosen({ ...chosen, [option.key]: value });
            setMissing(undefined);
          }}
        />
      ))}
      <div className={styles['acts']}>
        <TextField
          label={t('quantity')}
          type="number"
          min={1}
          max={limit?.units ?? MOST}
          value={quantity}
          onChange={({ target }) =>
            setQuantity(Math.max(1, Math.min(limit?.units ?? MOST, Math.floor(target.valueAsNumber) || 1)))
          }
        />
        <Button meaning="sell" disabled={soldOut} onClick={buy}>
          {t('buyNow')}
        </Button>
        <Button disabled={soldOut} onClick={put}>
          {t('addToBasket')}
        </Button>
      </div>
      <InBasket productId={productId} variantId={variant?.variantId} />
    </div>
  );
}

function InBasket({ productId, variantId }: Readonly<{ productId: string; variantId: string | undefined }>) {
  const t = useTexts('shop');
  const { lines } = useBasket();
  const line = lines.find((one) => one.productId === productId && one.variantId === variantId);
  return (
    <div role="status">
      {line !== undefined && (
        <Notice
          tone="good"
          acts={
            <Link to="/basket" className={buttonClass({ size: 'small' })}>
              {t('toBasket')}
            </Link>
          }
        >
          <p>{t('inBasket', { count: line.quantity })}</p>
        </Notice>
      )}
    </div>
  );
}
