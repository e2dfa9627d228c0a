import { formatMoney, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Stack } from '../../design/card.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { CheckField, TextField } from '../../design/field.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits } from '../acts/amount.ts';
import { SendOrClose } from '../acts/send-or-close.tsx';
import styles from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { type AdminOrder, type AdminReturn, titleOf } from './admin-order.ts';

type Props = Readonly<{ order: AdminOrder; one: AdminReturn; onClose: () => void }>;
type Came = AdminReturn['items'][number] & Readonly<{ restock: boolean }>;

/** Says what came back of a return, and what of it can be sold again; the money follows by itself. */
export function Receive({ order, one, onClose }: Props) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const [came, setCame] = useState<readonly Came[]>(one.items.map((item) => ({ ...item, restock: true })));
  const [money, setMoney] = useState('');
  const { currency } = order.total;
  const refund = money === '' ? undefined : minorUnits(money, currency);
  const isWrong = money !== '' && refund === undefined;
  const doing = useDoing(() => {
    const items = came.filter(({ quantity }) => quantity > 0);
    const params = { path: { orderId: order.orderId, returnId: one.returnId } };
    const body = { items, ...(refund !== undefined && { refund }) };
    return unwrap(shop.post('/admin/orders/{orderId}/returns/{returnId}/receive', { params, body }));
  }, onClose);
  const change = (place: number, next: Partial<Came>): void =>
    setCame(came.map((item, at) => (at === place ? { ...item, ...next } : item)));
  return (
    <Dialog open title={t('receiveTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong && !doing.isPending) doing.mutate(undefined);
        }}
      >
        <Stack>
          {came.map((item, place) => (
            <fieldset key={`${item.productId}/${item.variantId ?? ''}`}>
              <legend>{titleOf(order, item)}</legend>
              <div className={styles['row']}>
                <TextField
                  label={t('came')}
                  type="number"
                  min={0}
                  max={one.items[place]?.quantity}
                  value={item.quantity}
                  onChange={({ target }) => change(place, { quantity: Number(target.value) })}
                />
                <CheckField
                  label={t('restock')}
                  checked={item.restock}
                  onChange={({ target }) => change(place, { restock: target.checked })}
                />
              </div>
            </fieldset>
          ))}
          <TextField
            label={t('refundInstead', { currency })}
            optional
            inputMode="decimal"
            value={money}
            hint={t('refundHint')}
            error={isWrong ? t('amountWrong', { most: formatMoney(order.captured, locale) }) : undefined}
            onChange={({ target }) => setMoney(target.value)}
          />
          <Refused error={doing.error} />
          <SendOrClose act={t('receive')} busy={doing.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
