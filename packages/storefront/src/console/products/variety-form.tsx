import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { KeptProduct } from './product-reading.ts';
import {
  amissIn,
  canBeRead,
  draftOf,
  isWhole,
  MOST_OPTIONS,
  MOST_VALUES,
  NAMELESS,
  type Named,
  NEW_OPTION,
  type OptionDraft,
  varietyOf,
  type Wanted,
} from './variety.ts';
import { WantedVariants } from './wanted-variants.tsx';

type Props = Readonly<{ product: KeptProduct; onDone: () => void }>;

/** In what the kinds of a product differ, and which of them there are to be. Nothing that is sold is taken away. */
export function VarietyForm({ product, onDone }: Props) {
  const t = useTexts('console-products');
  const { productId, version, price, variants } = product;
  const [options, setOptions] = useState<readonly OptionDraft[]>(() =>
    product.options === undefined ? [NEW_OPTION] : draftOf(product),
  );
  const [wanted, setWanted] = useState<ReadonlyMap<string, Wanted>>(new Map());
  const [tried, setTried] = useState(false);
  const doing = useDoing(() => {
    const body = { version, ...varietyOf(options, wanted, price.currency) };
    return unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
  }, onDone);
  const isReady =
    isWhole(options) &&
    (variants !== undefined || wanted.size > 0) &&
    [...wanted.values()].every((one) => canBeRead(one, price.currency));
  const change = (place: number, next: Partial<OptionDraft>): void =>
    setOptions(options.map((option, at) => (at === place ? { ...option, ...next } : option)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isReady && !doing.isPending) doing.mutate(undefined);
      }}
    >
      <Stack>
        <p>{t('varietyLead')}</p>
        {options.map((option, place) => (
          <Option
            key={place}
            {...{ option, tried }}
            among={options}
            number={place + 1}
            onChange={(next) => change(place, next)}
            {...(variants === undefined &&
              options.length > 1 && { onRemove: () => setOptions(options.filter((_, at) => at !== place)) })}
          />
        ))}
        {variants === undefined && options.length < MOST_OPTIONS && (
          <div>
            <Button size="small" onClick={() => setOptions([...options, NEW_OPTION])}>
              {t('addOption')}
            </Button>
          </div>
        )}
        <WantedVariants {...{ product, options, wanted, tried }} onChange={setWanted} />
        {tried && !isReady && <Notice tone="bad">{t('varietyWrong')}</Notice>}
        <Refused error={doing.error} />
        <div className={lists['acts']}>
          <Button type="submit" meaning="act" busy={doing.isPending}>
            {t('saveVariety')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
        </div>
      </Stack>
    </form>
  );
}

type OptionProps = Readonly<{
  option: OptionDraft;
  among: readonly OptionDraft[];
  number: number;
  tried: boolean;
  onChange: (next: Partial<OptionDraft>) => void;
  onRemove?: () => void;
}>;

function Option({ option, among, number, tried, onChange, onRemove }: OptionProps) {
  const t = useTexts('console-products');
  const { values } = option;
  const change = (place: number, next: Named): void =>
    onChange({ values: values.map((value, at) => (at === place ? next : value)) });
  return (
    <fieldset>
      <legend>{t('option', { number })}</legend>
      <Stack>
        <Names
          labels={['optionEn', 'optionZh']}
          named={option}
          {...{ among, tried }}
          onChange={onChange}
          {...(onRemove && { onRemove })}
        />
        {values.map((value, place) => (
          <Names
            key={place}
            labels={['valueEn', 'valueZh']}
            named={value}
            among={values}
            tried={tried}
            onChange={(next) => change(place, next)}
            {...(value.key === undefined &&
              values.length > 1 && {
                onRemove: () => onChange({ values: values.filter((_, at) => at !== place) }),
              })}
          />
        ))}
        {values.length < MOST_VALUES && (
          <div>
            <Button size="small" onClick={() => onChange({ values: [...values, NAMELESS] })}>
              {t('addValue')}
            </Button>
          </div>
        )}
      </Stack>
    </fieldset>
  );
}

type NamesProps = Readonly<{
  labels: readonly ['optionEn' | 'valueEn', 'optionZh' | 'valueZh'];
  named: Named;
  among: readonly Named[];
  tried: boolean;
  onChange: (named: Named) => void;
  onRemove?: () => void;
}>;

function Names({ labels: [en, zh], named, among, tried, onChange, onRemove }: NamesProps) {
  const t = useTexts('console-products');
  const amiss = tried ? amissIn(named, among) : undefined;
  return (
    <div className={lists['row']}>
      <TextField
        label={t(en)}
        lang="en"
        maxLength={40}
        value={named.en}
        error={amiss && t(`nameIs.${amiss}`)}
        onChange={({ target }) => onChange({ ...named, en: target.value })}
      />
      <TextField
        label={t(zh)}
        lang="zh-CN"
        maxLength={40}
        value={named.zh}
        onChange={({ target }) => onChange({ ...named, zh: target.value })}
      />
      {onRemove && (
        <Button size="small" onClick={onRemove}>
          {t('remove')}
        </Button>
      )}
    </div>
  );
}
