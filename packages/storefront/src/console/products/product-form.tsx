import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import { type Field, unreadable, type Values } from './product-values.ts';

type Props = Readonly<{
  values: Values;
  currency: string;
  isNew: boolean;
  /** Whether its stock is that of its variants, and of what is sold already its prices too. */
  hasVariants?: boolean;
  busy: boolean;
  /** Whether somebody tried to send it: only then it is said what is wrong. */
  tried: boolean;
  /** What the shop found wrong, by field. */
  refused: Readonly<Partial<Record<Field, string>>>;
  onChange: (values: Values) => void;
  onSave: (canBeRead: boolean) => void;
  children?: ReactNode;
}>;

/** What is said of a product, in both languages. */
export function ProductForm({ isNew, hasVariants = false, busy, onSave, children, ...about }: Props) {
  const t = useTexts('console-products');
  const { values, currency, tried, refused, onChange } = about;
  const form = useRef<HTMLFormElement>(null);
  const categories = useId();
  const wrong = tried ? unreadable(values, currency) : [];
  const of = (name: Field) => ({
    label: t(`field.${name}`),
    value: values[name],
    error: refused[name] ?? (wrong.includes(name) ? t(`wrong.${name}`) : undefined),
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...values, [name]: target.value }),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    const canBeRead = unreadable(values, currency).length === 0;
    onSave(canBeRead);
    if (!canBeRead)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <form ref={form} onSubmit={send} noValidate>
      <Card>
        <Stack>
          <div className={lists['halves']}>
            <TextField {...of('titleEn')} lang="en" maxLength={120} />
            <TextField {...of('titleZh')} lang="zh-CN" maxLength={120} />
            <TextArea {...of('descriptionEn')} lang="en" maxLength={2000} />
            <TextArea {...of('descriptionZh')} lang="zh-CN" maxLength={2000} />
          </div>
          <div className={lists['fields']}>
            <TextField {...of('category')} list={categories} placeholder="home.lighting" />
            <TextField
              {...of('price')}
              inputMode="decimal"
              {...(hasVariants && !isNew && { readOnly: true, hint: t('priceByVariant') })}
            />
            <TextField {...of('cost')} inputMode="decimal" optional />
            <TextField
              {...of('lowAt')}
              inputMode="numeric"
              optional
              {...(!isNew && { hint: t('staysWhenEmpty') })}
            />
            <TextField {...of('limitUnits')} inputMode="numeric" optional />
            <TextField {...of('limitDays')} inputMode="numeric" optional />
            {isNew && !hasVariants && <TextField {...of('stock')} inputMode="numeric" optional />}
          </div>
          <Categories id={categories} />
          <TextArea {...of('images')} optional hint={t('imagesHint')} />
          {children}
          <div>
            <Button type="submit" meaning="act" busy={busy}>
              {t(isNew ? 'create' : 'save')}
            </Button>
          </div>
        </Stack>
      </Card>
    </form>
  );
}

/** The categories that there are; a new one may be named as well. */
function Categories({ id }: Readonly<{ id: string }>) {
  const { data } = useQuery(queryOf(shop, '/categories'));
  return (
    <datalist id={id}>
      {data?.items.flatMap(({ category, categories }) =>
        [category, ...categories.map((one) => one.category)].map((name) => (
          <option key={name} value={name} />
        )),
      )}
    </datalist>
  );
}
