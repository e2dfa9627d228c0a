import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import type { KeptProduct } from './product-reading.ts';
import {
  amissIn,
  MOST_OPTIONS,
  MOST_VALUES,
  NAMELESS,
  type Named,
  NEW_OPTION,
  type OptionDraft,
  type Variety,
} from './variety.ts';
import { WantedVariants } from './wanted-variants.tsx';

type Props = Readonly<{
  /** What the product costs, and which variants it has already. */
  product: Pick<KeptProduct, 'price' | 'variants'>;
  variety: Variety;
  /** Whether somebody tried to send it: only then it is said what is wrong. */
  tried: boolean;
  onChange: (variety: Variety) => void;
}>;

/** In what the kinds of a product differ, and which of them there are to be. */
export function VarietyFields({ product, variety, tried, onChange }: Props) {
  const t = useTexts('console-products');
  const { options, wanted } = variety;
  const isNew = product.variants === undefined;
  const setOptions = (next: readonly OptionDraft[]): void => onChange({ options: next, wanted });
  return (
    <>
      {options.map((option, place) => (
        <Option
          key={place}
          {...{ option, tried }}
          among={options}
          number={place + 1}
          onChange={(next) =>
            setOptions(options.map((one, at) => (at === place ? { ...one, ...next } : one)))
          }
          {...(isNew &&
            options.length > 1 && { onRemove: () => setOptions(options.filter((_, at) => at !== place)) })}
        />
      ))}
      {isNew && options.length < MOST_OPTIONS && (
        <div>
          <Button size="small" onClick={() => setOptions([...options, NEW_OPTION])}>
            {t('addOption')}
          </Button>
        </div>
      )}
      <WantedVariants
        {...{ product, options, wanted, tried }}
        onChange={(next) => onChange({ options, wanted: next })}
      />
    </>
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
