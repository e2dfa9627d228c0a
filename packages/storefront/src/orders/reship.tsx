import type { AnyProblem, Tracking } from '@cartless/api-client';
import { text } from '@cartless/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { SendForm } from '../app/send-form.tsx';
import { shop } from '../app/shop.ts';
import { useShopForm } from '../app/shop-form.ts';
import { useWishKey } from '../app/wish-key.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { SelectField, TextArea } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

const REASONS = ['lost', 'damaged', 'wrong-item'] as const;
const Wanted = z.object({ reason: z.enum(REASONS), note: z.optional(text(500, 0)) });
type Out = z.infer<typeof Wanted>;
type Values = { reason: Out['reason']; note: string };

/** Asks for goods to be sent again, when a parcel was lost or came broken; what became of that stands here too. */
export function Reship({ tracking }: Readonly<{ tracking: Tracking }>) {
  const t = useTexts('orders');
  const [asking, setAsking] = useState(false);
  const { status, reship } = tracking;
  const open = reship !== null && reship.state !== 'rejected';
  const possible = status === 'lost' || status === 'delivered' || status === 'exception';
  return (
    <>
      {reship !== null && (
        <Notice tone={reship.state === 'rejected' ? 'warn' : 'good'} title={t('reship')}>
          <p>{t(`reshipState.${reship.state}`)}</p>
          {reship.refusal !== null && <p>{t('answer', { reason: reship.refusal })}</p>}
        </Notice>
      )}
      {possible && !open && !asking && (
        <p>
          <Button onClick={() => setAsking(true)}>{t('askReship')}</Button>
        </p>
      )}
      {asking && !open && <ReshipForm tracking={tracking} onDone={() => setAsking(false)} />}
    </>
  );
}

function ReshipForm({ tracking, onDone }: Readonly<{ tracking: Tracking; onDone: () => void }>) {
  const t = useTexts('orders');
  const client = useQueryClient();
  const keyOf = useWishKey();
  const form = useShopForm<Values, Out>(Wanted, {
    defaultValues: { reason: tracking.status === 'lost' ? 'lost' : 'damaged', note: '' },
  });
  const { errors } = form.formState;
  const send = async (body: Out): Promise<AnyProblem | undefined> => {
    const { reason, note } = body;
    const wish = { reason, ...(note !== undefined && { note }) };
    const params = { path: { orderNumber: tracking.orderNumber }, header: keyOf(wish) };
    const { error } = await shop.post('/shipments/{orderNumber}/reship', { params, body: wish });
    if (error !== undefined) return error;
    await client.invalidateQueries({ queryKey: ['/shipments/{orderNumber}'] });
    onDone();
    return undefined;
  };
  return (
    <Card>
      <h2>{t('askReship')}</h2>
      <SendForm
        form={form}
        send={send}
        act={t('askReship')}
        acts={<Button onClick={onDone}>{t('back')}</Button>}
      >
        <SelectField {...form.register('reason')} label={t('why')} error={errors.reason?.message}>
          {REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`reshipReasons.${reason}`)}
            </option>
          ))}
        </SelectField>
        <TextArea
          {...form.register('note')}
          label={t('comment')}
          error={errors.note?.message}
          maxLength={500}
          optional
        />
      </SendForm>
    </Card>
  );
}
