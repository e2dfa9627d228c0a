import { type components, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { minorUnits } from '../acts/amount.ts';
import { fieldErrors } from '../acts/field-errors.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { useCurrency } from '../products/currency.ts';

type Body = components['schemas']['NewPromotion'];
const KINDS = ['percent', 'amount', 'free-shipping'] as const;
const EMPTY = { code: '', value: '', smallest: '', from: '', until: '', limit: '', perShopper: '' };
type Typed = typeof EMPTY;

/** Makes a promotion. */
export function NewPromotion() {
  const t = useTexts('console-users');
  const currency = useCurrency();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('percent');
  const [typed, setTyped] = useState(EMPTY);
  const doing = useDoing(
    (body: Body) => unwrap(shop.post('/promotions', { body })),
    () => setTyped(EMPTY),
  );
  const wrong = fieldErrors(doing.error);
  const of = (name: keyof Typed, field: string = name) => ({
    value: typed[name],
    error: wrong[field],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
  });
  return (
    <Card>
      <h2>{t('newPromotion')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!doing.isPending) doing.mutate(bodyOf(kind, typed, currency));
        }}
      >
        <Stack>
          <div className={lists['fields']}>
            <TextField label={t('code')} required minLength={3} maxLength={32} {...of('code')} />
            <SelectField
              label={t('kind')}
              value={kind}
              onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? 'percent')}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`kinds.${one}`)}
                </option>
              ))}
            </SelectField>
            {kind === 'percent' && (
              <TextField
                label={t('percent')}
                required
                type="number"
                min={1}
                max={100}
                {...of('value', 'percent')}
              />
            )}
            {kind === 'amount' && (
              <TextField
                label={t('amount', { currency })}
                required
                inputMode="decimal"
                pattern="\d+([.,]\d+)?"
                title={t('amountWrong')}
                {...of('value', 'amount')}
              />
            )}
            <TextField
              label={t('smallest', { currency })}
              optional
              inputMode="decimal"
              pattern="\d+([.,]\d+)?"
              title={t('amountWrong')}
              {...of('smallest', 'smallestTotal.amount')}
            />
            <TextField label={t('from')} optional type="date" {...of('from')} />
            <TextField label={t('until')} optional type="date" {...of('until')} />
            <TextField label={t('limit')} optional type="number" min={1} {...of('limit')} />
            <TextField
              label={t('perShopper')}
              optional
              type="number"
              min={1}
              max={99}
              {...of('perShopper')}
            />
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

/** What is typed, as the shop takes it. */
function bodyOf(kind: (typeof KINDS)[number], typed: Typed, currency: string): Body {
  const money = (text: string) => ({ amount: minorUnits(text, currency) ?? 0, currency });
  const reduction =
    kind === 'percent'
      ? { type: kind, percent: Number(typed.value) }
      : kind === 'amount'
        ? { type: kind, amount: money(typed.value) }
        : { type: kind };
  return {
    code: typed.code.trim(),
    reduction,
    active: true,
    ...(typed.smallest !== '' && { smallestTotal: money(typed.smallest) }),
    ...(typed.from !== '' && { from: typed.from }),
    ...(typed.until !== '' && { until: typed.until }),
    ...(typed.limit !== '' && { limit: Number(typed.limit) }),
    ...(typed.perShopper !== '' && { limitPerShopper: { units: Number(typed.perShopper) } }),
  };
}
