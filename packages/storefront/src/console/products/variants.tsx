import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits, typedAmount } from '../acts/amount.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { KeptProduct, KeptVariant } from './product-reading.ts';
import { VarietyForm } from './variety-form.tsx';

const TONES = { 'in-stock': 'good', low: 'warn', 'sold-out': 'bad' } as const;

/** The kinds of a product: what each costs, how many there are of it, whether it is sold; and more of them. */
export function Variants({ product }: Readonly<{ product: KeptProduct }>) {
  const t = useTexts('console-products');
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Card>
      <h2>{t('variants')}</h2>
      {product.variants === undefined ? (
        <p>{t(product.available > 0 ? 'stockInTheWay' : 'noVariants')}</p>
      ) : (
        <VariantTable product={product} variants={product.variants} />
      )}
      {isAdding ? (
        <VarietyForm product={product} onDone={() => setIsAdding(false)} />
      ) : (
        <div>
          <Button onClick={() => setIsAdding(true)}>{t('addVariants')}</Button>
        </div>
      )}
    </Card>
  );
}

type Change = Readonly<{ variantId: string; price?: KeptVariant['price']; active?: boolean }>;
type TableProps = Readonly<{ product: KeptProduct; variants: readonly KeptVariant[] }>;

function VariantTable({ product: { productId, version }, variants }: TableProps) {
  const t = useTexts('console-products');
  const doing = useDoing((variant: Change) => {
    const body = { version, variants: [variant] };
    return unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
  });
  const isBusy = (variantId: string) => doing.isPending && doing.variables.variantId === variantId;
  return (
    <>
      <Table
        caption={t('variants')}
        rows={variants}
        keyOf={({ variantId }) => variantId}
        columns={[
          { head: t('variant'), cell: ({ title }) => title },
          { head: t('units'), number: true, cell: ({ available }) => available },
          {
            head: t('availability'),
            cell: ({ availability }) => <Pill tone={TONES[availability]}>{t(`is.${availability}`)}</Pill>,
          },
          {
            head: t('price'),
            cell: (variant) => (
              <VariantPrice
                key={variant.price.amount}
                variant={variant}
                busy={isBusy(variant.variantId)}
                onSave={(price) => doing.mutate({ variantId: variant.variantId, price })}
              />
            ),
          },
          {
            head: t('sold'),
            cell: ({ variantId, title, active }) => (
              <Button
                size="small"
                aria-label={t(active ? 'stopSellingOf' : 'sellAgainOf', { variant: title })}
                busy={isBusy(variantId)}
                onClick={() => doing.mutate({ variantId, active: !active })}
              >
                {t(active ? 'stopSelling' : 'sellAgain')}
              </Button>
            ),
          },
        ]}
      />
      <Refused error={doing.error} />
    </>
  );
}

type Priced = Readonly<{
  variant: KeptVariant;
  busy: boolean;
  onSave: (price: KeptVariant['price']) => void;
}>;

function VariantPrice({ variant, busy, onSave }: Priced) {
  const t = useTexts('console-products');
  const { currency } = variant.price;
  const [text, setText] = useState(typedAmount(variant.price));
  const amount = minorUnits(text, currency);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== undefined && !busy) onSave({ amount, currency });
      }}
    >
      <input
        aria-label={t('priceOf', { variant: variant.title })}
        aria-invalid={amount === undefined}
        inputMode="decimal"
        size={8}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />{' '}
      {amount !== variant.price.amount && (
        <Button type="submit" size="small" meaning="act" busy={busy} disabled={amount === undefined}>
          {t('save')}
        </Button>
      )}
    </form>
  );
}
