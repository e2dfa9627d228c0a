import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useCurrency } from '../products/currency.ts';
import { PromotionFields } from './promotion-fields.tsx';
import { EMPTY, termsOf, type Typed } from './promotion-values.ts';

const START: Typed = { ...EMPTY, kind: 'percent' };

/** Makes a promotion. */
export function NewPromotion() {
  const t = useTexts('console-promotions');
  const currency = useCurrency();
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState(START);
  const doing = useDoing(
    () =>
      unwrap(
        shop.post('/promotions', {
          body: { ...termsOf(typed, currency), code: code.trim(), active: true },
        }),
      ),
    () => {
      setCode('');
      setTyped(START);
    },
  );
  const wrong = fieldErrors(doing.error);
  return (
    <Card>
      <h2>{t('newPromotion')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!doing.isPending) doing.mutate(undefined);
        }}
      >
        <Stack>
          <div className={lists['fields']}>
            <TextField
              label={t('code')}
              required
              minLength={3}
              maxLength={32}
              value={code}
              error={wrong['code']}
              onChange={({ target }) => setCode(target.value)}
            />
            <PromotionFields {...{ typed, currency, wrong }} onChange={setTyped} />
          </div>
          <Refused error={doing.error} />
          {doing.isSuccess && <Notice tone="good">{t('made')}</Notice>}
          <div>
            <Button type="submit" meaning="act" busy={doing.isPending}>
              {t('make')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
