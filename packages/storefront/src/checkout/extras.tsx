import { ShopError } from '@cartless/api-client';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { CheckField, TextArea, TextField } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';
import type { Quote } from './mends.ts';
import type { OrderBody } from './order-body.ts';

/** What an order may have besides. */
export type ExtraWishes = Pick<OrderBody, 'promotionCode' | 'invoice' | 'note'>;
type Props = Readonly<{
  wishes: ExtraWishes;
  onWishes: (wishes: ExtraWishes) => void;
  quote: Quote | undefined;
  error: Error | null;
}>;

/** A promotion code, in whose name the invoice is, and a note. */
export function Extras({ wishes, onWishes, quote, error }: Props) {
  const t = useTexts('checkout');
  const [wantsInvoice, setWantsInvoice] = useState(wishes.invoice !== undefined);
  const { note: _, ...withoutNote } = wishes;
  const { invoice, ...withoutInvoice } = wishes;
  // A tax number may be typed before the name without which there is no invoice.
  const [typed, setTyped] = useState({ title: invoice?.title ?? '', taxNumber: invoice?.taxNumber ?? '' });
  const setInvoice = (change: Partial<typeof typed>): void => {
    const next = { ...typed, ...change };
    setTyped(next);
    const { title, taxNumber } = next;
    onWishes(
      title.trim() === ''
        ? withoutInvoice
        : { ...wishes, invoice: { title, ...(taxNumber.trim() !== '' && { taxNumber }) } },
    );
  };
  return (
    <>
      <Code wishes={wishes} onWishes={onWishes} quote={quote} error={error} />
      <CheckField
        label={t('invoice')}
        checked={wantsInvoice}
        onChange={({ target }) => {
          setWantsInvoice(target.checked);
          if (!target.checked) onWishes(withoutInvoice);
        }}
      />
      {wantsInvoice && (
        <>
          <TextField
            label={t('invoiceTitle')}
            maxLength={100}
            autoComplete="organization"
            defaultValue={typed.title}
            onBlur={({ target }) => setInvoice({ title: target.value })}
          />
          <TextField
            label={t('taxNumber')}
            optional
            maxLength={40}
            defaultValue={typed.taxNumber}
            onBlur={({ target }) => setInvoice({ taxNumber: target.value })}
          />
        </>
      )}
      <TextArea
        label={t('note')}
        optional
        maxLength={200}
        defaultValue={wishes.note}
        onBlur={({ target }) =>
          onWishes(target.value.trim() === '' ? withoutNote : { ...wishes, note: target.value })
        }
      />
    </>
  );
}

function Code({ wishes, onWishes, quote, error }: Props) {
  const t = useTexts('checkout');
  const [typed, setTyped] = useState(wishes.promotionCode ?? '');
  const { promotionCode: applied, ...without } = wishes;
  const problem = error instanceof ShopError ? error.problem : undefined;
  const refused = quote?.promotion?.problem;
  // An unknown code, or a malformed one, is told by the whole quote.
  const unknown = applied !== undefined && /^PROMOTION_|^VALIDATION/.test(problem?.code ?? '');
  const wrong = unknown
    ? problem?.detail
    : refused && applied !== undefined
      ? t(`codeProblems.${refused}`, { code: applied })
      : undefined;
  const good =
    applied !== undefined && quote?.promotion?.code === applied && wrong === undefined
      ? t('codeApplied', { code: applied })
      : undefined;
  return (
    <form
      className={styles['code']}
      onSubmit={(event) => {
        event.preventDefault();
        const code = typed.trim().toUpperCase();
        onWishes(code === '' ? without : { ...without, promotionCode: code });
      }}
    >
      <TextField
        label={t('code')}
        optional
        value={typed}
        maxLength={32}
        autoComplete="off"
        spellCheck={false}
        error={wrong}
        good={good}
        onChange={({ target }) => setTyped(target.value)}
      />
      {applied === undefined ? (
        <Button type="submit">{t('apply')}</Button>
      ) : (
        <Button
          onClick={() => {
            setTyped('');
            onWishes(without);
          }}
        >
          {t('takeAway')}
        </Button>
      )}
    </form>
  );
}
