import { type components, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Stack } from '../../design/card.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { SendOrClose } from '../acts/send-or-close.tsx';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';

type Props = Readonly<{ parcel: components['schemas']['ShipmentToPack']; onClose: () => void }>;

/** Hands over a part of a parcel; the rest becomes another, which is to pack. */
export function DispatchPart({ parcel, onClose }: Props) {
  const t = useTexts('console-parcels');
  const { shipmentId, items } = parcel;
  const [typed, setTyped] = useState<readonly string[]>(() => items.map(({ quantity }) => String(quantity)));
  const [tried, setTried] = useState(false);
  const units = typed.map((text, at) => unitsIn(text, items[at]?.quantity ?? 0));
  const all = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const going = units.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const isPart = units.every((one) => one !== undefined) && going > 0 && going < all;
  const doing = useDoing(() => {
    const part = items.flatMap(({ productId, variantId }, at) => {
      const quantity = units[at] ?? 0;
      return quantity === 0 ? [] : [{ productId, ...(variantId !== undefined && { variantId }), quantity }];
    });
    const params = { path: { shipmentId } };
    return unwrap(shop.post('/admin/shipments/{shipmentId}/dispatch', { params, body: { items: part } }));
  }, onClose);
  return (
    <Dialog open title={t('dispatchPart')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isPart && !doing.isPending) doing.mutate(undefined);
        }}
      >
        <Stack>
          <p>{t('dispatchPartLead')}</p>
          {items.map(({ productId, variantId, title, options, quantity }, at) => (
            <TextField
              key={`${productId}/${variantId ?? ''}`}
              label={[title, ...options.map(({ value }) => value)].join(' · ')}
              hint={t('ofUnits', { quantity })}
              type="number"
              min={0}
              max={quantity}
              value={typed[at]}
              error={tried && units[at] === undefined ? t('unitsWrong', { quantity }) : undefined}
              onChange={({ target }) =>
                setTyped(typed.map((text, one) => (one === at ? target.value : text)))
              }
            />
          ))}
          {tried && !isPart && <p role="alert">{t('notAPart')}</p>}
          <Refused error={doing.error} />
          <SendOrClose act={t('dispatchPart')} busy={doing.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

function unitsIn(text: string, most: number): number | undefined {
  const units = /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
  return units !== undefined && units <= most ? units : undefined;
}
