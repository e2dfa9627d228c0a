import { formatMoney, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Stack } from '../../design/card.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits, typedAmount } from '../acts/amount.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import { SendOrClose } from '../acts/send-or-close.tsx';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useWishKey } from '../acts/wish-key.ts';
import type { AdminOrder } from './admin-order.ts';

type Props = Readonly<{ order: AdminOrder; left: number; onClose: () => void }>;

/** Gives money back. It cannot be taken back, so the dialog says how much may go at most, and the same wish is one refund. */
export function GiveBack({ order, left, onClose }: Props) {
  const t = useTexts('console-orders');
  const locale = useLocale();
  const { currency } = order.total;
  const [text, setText] = useState(typedAmount({ amount: left, currency }));
  const [reason, setReason] = useState('');
  const amount = minorUnits(text, currency);
  const isWrong = amount === undefined || amount < 1 || amount > left;
  const headers = useWishKey();
  const doing = useDoing((body: { amount: number; reason: string }) => {
    const params = { path: { orderId: order.orderId }, header: headers };
    return unwrap(shop.post('/admin/orders/{orderId}/refunds', { params, body }));
  }, onClose);
  const most = formatMoney({ amount: left, currency }, locale);
  const wrong = fieldErrors(doing.error);
  return (
    <Dialog open title={t('giveBack')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong && !doing.isPending) doing.mutate({ amount, reason: reason.trim() });
        }}
      >
        <Stack>
          <TextField
            label={t('amount', { currency })}
            value={text}
            inputMode="decimal"
            hint={t('atMost', { most })}
            error={wrong['amount'] ?? (isWrong ? t('amountWrong', { most }) : undefined)}
            onChange={({ target }) => setText(target.value)}
          />
          <TextField
            label={t('reason')}
            value={reason}
            required
            maxLength={200}
            error={wrong['reason']}
            onChange={({ target }) => setReason(target.value)}
          />
          <Refused error={doing.error} />
          <SendOrClose
            act={t('giveAmount', { amount: isWrong ? '' : formatMoney({ amount, currency }, locale) })}
            meaning="bad"
            busy={doing.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
