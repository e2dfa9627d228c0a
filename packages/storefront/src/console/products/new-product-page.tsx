import { unwrap } from '@cartless/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useWishKey } from '../acts/wish-key.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useCurrency } from './currency.ts';
import { ProductForm } from './product-form.tsx';
import { EMPTY, newProductOf } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';

/** Brings something new into the shop. */
export function NewProductPage() {
  const t = useTexts('console-products');
  const navigate = useNavigate();
  const currency = useCurrency();
  const [values, setValues] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const header = useWishKey();
  const doing = useDoing(
    () => unwrap(shop.post('/products', { params: { header }, body: newProductOf(values, currency) })),
    ({ productId }) => void navigate({ to: '/console/products/$productId', params: { productId } }),
  );
  return (
    <>
      <PageHead title={t('newTitle')} lead={t('newLead')} />
      <ProductForm
        isNew
        {...{ values, currency, tried }}
        busy={doing.isPending}
        refused={refusedFields(doing.error)}
        onChange={setValues}
        onSave={(canBeRead) => {
          setTried(true);
          if (canBeRead) doing.mutate(undefined);
        }}
      >
        <Refused error={doing.error} />
      </ProductForm>
    </>
  );
}
