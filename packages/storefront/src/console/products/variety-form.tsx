import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { KeptProduct } from './product-reading.ts';
import { canBeSent, draftOf, NEW_VARIETY, type Variety, varietyOf } from './variety.ts';
import { VarietyFields } from './variety-fields.tsx';

type Props = Readonly<{ product: KeptProduct; onDone: () => void }>;

/** Changes in what the kinds of a product differ, and makes more of them. Nothing that is sold is taken away. */
export function VarietyForm({ product, onDone }: Props) {
  const t = useTexts('console-products');
  const { productId, version, price, variants } = product;
  const [variety, setVariety] = useState<Variety>(() =>
    product.options === undefined ? NEW_VARIETY : { ...NEW_VARIETY, options: draftOf(product) },
  );
  const [tried, setTried] = useState(false);
  const doing = useDoing(() => {
    const body = { version, ...varietyOf(variety.options, variety.wanted, price.currency) };
    return unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
  }, onDone);
  const isReady = canBeSent(variety, price.currency, variants !== undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isReady && !doing.isPending) doing.mutate(undefined);
      }}
    >
      <Stack>
        <p>{t('varietyLead')}</p>
        <VarietyFields {...{ product, variety, tried }} onChange={setVariety} />
        {tried && !isReady && <Notice tone="bad">{t('varietyWrong')}</Notice>}
        <Refused error={doing.error} />
        <div className={lists['acts']}>
          <Button type="submit" meaning="act" busy={doing.isPending}>
            {t('saveVariety')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
        </div>
      </Stack>
    </form>
  );
}
