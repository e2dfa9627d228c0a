import { type DataOf, type OperationOf, unwrap } from '@cartless/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Notice } from '../../design/notice.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits, typedAmount } from '../acts/amount.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { productQuery, readProduct } from './product-reading.ts';

type Product = DataOf<OperationOf<'get', '/products/{productId}'>>;
type Variant = NonNullable<Product['variants']>[number];

/** The kinds of a product: what each costs, and whether it is sold. */
export function VariantPrices({ product }: Readonly<{ product: Product }>) {
  const t = useTexts('console-products');
  const client = useQueryClient();
  const { productId, version } = product;
  const doing = useDoing(
    async (variant: Readonly<{ variantId: string; price?: Variant['price']; active?: boolean }>) => {
      const body = { version, variants: [variant] };
      await unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
      client.setQueryData(productQuery(productId).queryKey, await readProduct(productId));
    },
  );
  return (
    <Card>
      <h2>{t('variants')}</h2>
      <Table
        caption={t('variants')}
        rows={product.variants ?? []}
        keyOf={({ variantId }) => variantId}
        columns={[
          { head: t('variant'), cell: ({ title }) => title },
          { head: t('availability'), cell: ({ availability }) => <Pill>{t(`is.${availability}`)}</Pill> },
          {
            head: t('price'),
            cell: (variant) => (
              <VariantPrice
                key={variant.price.amount}
                variant={variant}
                busy={doing.isPending && doing.variables.variantId === variant.variantId}
                onSave={(price) => doing.mutate({ variantId: variant.variantId, price })}
              />
            ),
          },
          {
            head: t('sold'),
            cell: ({ variantId }) => (
              <Button size="small" onClick={() => doing.mutate({ variantId, active: false })}>
                {t('stopSelling')}
              </Button>
            ),
          },
        ]}
      />
      <Refused error={doing.error} />
      {doing.isSuccess && doing.variables.active === false && (
        <Notice
          tone="good"
          acts={
            <Button onClick={() => doing.mutate({ variantId: doing.variables.variantId, active: true })}>
              {t('undo')}
            </Button>
          }
        >
          {t('stopped', { variant: doing.variables.variantId })}
        </Notice>
      )}
    </Card>
  );
}

type Priced = Readonly<{ variant: Variant; busy: boolean; onSave: (price: Variant['price']) => void }>;

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
