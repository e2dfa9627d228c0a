import { SelectField, TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { amountPattern } from '../acts/amount.ts';
import { EMPTY, KINDS, type Typed } from './promotion-values.ts';

type Props = Readonly<{
  typed: Typed;
  currency: string;
  /** What the shop found wrong, by its own names of fields. */
  wrong: Readonly<Record<string, string>>;
  onChange: (typed: Typed) => void;
}>;

/** The terms of a promotion, to be typed. */
export function PromotionFields({ typed, currency, wrong, onChange }: Props) {
  const t = useTexts('console-promotions');
  const of = (name: keyof typeof EMPTY, field: string = name) => ({
    value: typed[name],
    error: wrong[field],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...typed, [name]: target.value }),
  });
  const amount = { inputMode: 'decimal', pattern: amountPattern(currency), title: t('amountWrong') } as const;
  return (
    <>
      <SelectField
        label={t('kind')}
        value={typed.kind}
        onChange={({ target }) =>
          onChange({ ...typed, value: '', kind: KINDS.find((one) => one === target.value) ?? 'percent' })
        }
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`kinds.${one}`)}
          </option>
        ))}
      </SelectField>
      {typed.kind === 'percent' && (
        <TextField
          label={t('percent')}
          required
          type="number"
          min={1}
          max={100}
          {...of('value', 'reduction.percent')}
        />
      )}
      {typed.kind === 'amount' && (
        <TextField
          label={t('amount', { currency })}
          required
          {...amount}
          {...of('value', 'reduction.amount.amount')}
        />
      )}
      <TextField
        label={t('smallest', { currency })}
        optional
        {...amount}
        {...of('smallest', 'smallestTotal.amount')}
      />
      <TextField label={t('categories')} optional placeholder="home, clothing.men" {...of('categories')} />
      <TextField label={t('from')} optional type="date" {...of('from')} />
      <TextField label={t('until')} optional type="date" {...of('until')} />
      <TextField label={t('limit')} optional type="number" min={1} {...of('limit')} />
      <TextField
        label={t('perShopper')}
        optional
        type="number"
        min={1}
        max={99}
        {...of('perShopper', 'limitPerShopper.units')}
      />
    </>
  );
}
