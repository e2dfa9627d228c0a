import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { KeptProduct } from './product-reading.ts';
import { StockLedger } from './stock-ledger.tsx';

type Move = Readonly<{ delta: number; reason: string; variantId?: string }>;

/** Moves stock in and out, each move with its reason; a move can be taken back by its opposite. */
export function StockMoves({ product }: Readonly<{ product: KeptProduct }>) {
  const t = useTexts('console-products');
  const { productId, variants } = product;
  const [chosen, setChosen] = useState<string>();
  const variantId = chosen ?? variants?.[0]?.variantId;
  const { available } = variants?.find((one) => one.variantId === variantId) ?? product;
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const delta = /^[+-]?\d{1,8}$/.test(text.trim()) ? Number(text) : 0;
  const doing = useDoing(
    (body: Move) =>
      unwrap(shop.post('/products/{productId}/stock', { params: { path: { productId } }, body })),
    () => {
      setText('');
      setReason('');
    },
  );
  const last = doing.data !== undefined ? doing.variables : undefined;
  const wrong = fieldErrors(doing.error);
  return (
    <Card>
      <h2>{t('stock')}</h2>
      <p>{t('canBeBought', { available })}</p>
      <form
        className={lists['row']}
        onSubmit={(event) => {
          event.preventDefault();
          if (delta !== 0 && !doing.isPending)
            doing.mutate({ delta, reason: reason.trim(), ...(variantId !== undefined && { variantId }) });
        }}
      >
        {variants !== undefined && (
          <SelectField
            label={t('variant')}
            value={variantId}
            onChange={({ target }) => setChosen(target.value)}
          >
            {variants.map((one) => (
              <option key={one.variantId} value={one.variantId}>
                {one.title}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t('delta')}
          placeholder="+10"
          required
          value={text}
          error={wrong['delta'] ?? (text !== '' && delta === 0 ? t('deltaWrong') : undefined)}
          onChange={({ target }) => setText(target.value)}
        />
        <TextField
          label={t('reason')}
          required
          maxLength={200}
          value={reason}
          error={wrong['reason']}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button type="submit" meaning="act" busy={doing.isPending}>
          {t('move')}
        </Button>
      </form>
      <Refused error={doing.error} />
      {doing.data !== undefined && last !== undefined && (
        <Notice
          tone="good"
          acts={
            <Button
              size="small"
              busy={doing.isPending}
              onClick={() =>
                doing.mutate({
                  ...last,
                  delta: -last.delta,
                  reason: t('undoReason', { reason: last.reason }).slice(0, 200),
                })
              }
            >
              {t('undo')}
            </Button>
          }
        >
          {t('moved', { delta: last.delta, available: doing.data.available })}
        </Notice>
      )}
      <StockLedger productId={productId} variantId={variantId} />
    </Card>
  );
}
