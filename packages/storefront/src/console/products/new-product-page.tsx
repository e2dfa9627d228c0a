import { unwrap } from '@cartless/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits } from '../acts/amount.ts';
import { useWishKey } from '../acts/wish-key.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useCurrency } from './currency.ts';
import { ProductForm } from './product-form.tsx';
import { EMPTY, newProductOf } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';
import { canBeSent, NEW_VARIETY, type Variety, varietyOf } from './variety.ts';
import { VarietyFields } from './variety-fields.tsx';

/** Brings something new into the shop. */
export function NewProductPage() {
  const t = useTexts('console-products');
  const navigate = useNavigate();
  const currency = useCurrency();
  const [values, setValues] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [variety, setVariety] = useState<Variety>();
  const isVaried = variety !== undefined;
  const isReady = !isVaried || canBeSent(variety, currency, false);
  const header = useWishKey();
  const doing = useDoing(
    () => {
      const body = isVaried
        ? // The stock is that of the variants.
          {
            ...newProductOf({ ...values, stock: '' }, currency),
            ...varietyOf(variety.options, variety.wanted, currency),
          }
        : newProductOf(values, currency);
      return unwrap(shop.post('/products', { params: { header }, body }));
    },
    ({ productId }) => void navigate({ to: '/console/products/$productId', params: { productId } }),
  );
  return (
    <>
      <PageHead title={t('newTitle')} lead={t('newLead')} />
      <ProductForm
        isNew
        {...{ values, currency, tried }}
        hasVariants={isVaried}
        busy={doing.isPending}
        refused={refusedFields(doing.error)}
        onChange={setValues}
        onSave={(canBeRead) => {
          setTried(true);
          if (canBeRead && isReady) doing.mutate(undefined);
        }}
      >
        {isVaried && (
          <VarietyFields
            product={{ price: { amount: minorUnits(values.price, currency) ?? 0, currency } }}
            {...{ variety, tried }}
            onChange={setVariety}
          />
        )}
        <div>
          <Button onClick={() => setVariety(isVaried ? undefined : NEW_VARIETY)}>
            {t(isVaried ? 'withoutVariants' : 'withVariants')}
          </Button>
        </div>
        {tried && !isReady && <Notice tone="bad">{t('varietyWrong')}</Notice>}
        <Refused error={doing.error} />
      </ProductForm>
    </>
  );
}
