import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Stack } from '../../design/card.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import { SendOrClose } from '../acts/send-or-close.tsx';
import lists from '../lists/lists.module.css';
import { useDoing } from '../lists/use-doing.ts';
import { PromotionFields } from './promotion-fields.tsx';
import { PromotionRefused } from './promotion-refused.tsx';
import { changeOf, type Promotion, typedOf } from './promotion-values.ts';

type Props = Readonly<{
  /** As it is now; it may be another by the time that it is saved. */
  promotion: Promotion;
  currency: string;
  onClose: () => void;
}>;

/** Changes the terms of a promotion: what was changed here, upon what others did meanwhile. */
export function ChangePromotion({ promotion, currency, onClose }: Props) {
  const t = useTexts('console-promotions');
  const [before] = useState(promotion);
  const [typed, setTyped] = useState(() => typedOf(promotion));
  const { code, version } = promotion;
  const doing = useDoing(() => {
    const body = { ...changeOf(before, typed, currency), version };
    return unwrap(shop.patch('/promotions/{code}', { params: { path: { code } }, body }));
  }, onClose);
  return (
    <Dialog open title={t('changeOf', { code })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!doing.isPending) doing.mutate(undefined);
        }}
      >
        <Stack>
          <p>{t('changeLead')}</p>
          <div className={lists['fields']}>
            <PromotionFields {...{ typed, currency }} wrong={fieldErrors(doing.error)} onChange={setTyped} />
          </div>
          <PromotionRefused error={doing.error} />
          <SendOrClose act={t('saveChange')} busy={doing.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
