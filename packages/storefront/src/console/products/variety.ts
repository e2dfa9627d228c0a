import type { components } from '@cartless/api-client';
import { minorUnits, typedAmount } from '../acts/amount.ts';
import type { KeptProduct } from './product-reading.ts';

/** Something with a name in both languages. What the shop knows already has a key, which never changes. */
export type Named = Readonly<{ key?: string; en: string; zh: string }>;
export type OptionDraft = Named & Readonly<{ values: readonly Named[] }>;
/** What is said of a variant that is to be added: by the keys of its values, `m/blue`. */
export type Wanted = Readonly<{ price: string; stock: string }>;

/** The options of a product, and those of their combinations that are to become variants. */
export type Variety = Readonly<{ options: readonly OptionDraft[]; wanted: ReadonlyMap<string, Wanted> }>;

type Change = components['schemas']['ProductChange'];

/** So many options, and so many values of each, a product can have. */
export const MOST_OPTIONS = 3;
export const MOST_VALUES = 50;
const NAME = 40;
const KEY = 20;

export const NAMELESS: Named = { en: '', zh: '' };
export const NEW_OPTION: OptionDraft = { ...NAMELESS, values: [NAMELESS] };

/** How somebody begins who makes variants. */
export const NEW_VARIETY: Variety = { options: [NEW_OPTION], wanted: new Map() };

export const draftOf = ({ options = [] }: Pick<KeptProduct, 'options'>): readonly OptionDraft[] =>
  options.map(({ key, name, values }) => ({
    ...namedOf({ key, name }),
    values: values.map(namedOf),
  }));

const namedOf = ({ key, name }: Readonly<{ key: string; name: { en: string; 'zh-CN': string } }>): Named => ({
  key,
  en: name.en,
  zh: name['zh-CN'],
});

/** The key of a new name is made of its English words. */
export const keyOf = ({ key, en }: Named): string =>
  key ??
  en
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, KEY)
    .replace(/-$/, '');

/** What is wrong with a name among others: it lacks a language, has no letter or digit to be known by, or is there twice. */
export function amissIn(named: Named, among: readonly Named[]): 'lacking' | 'keyless' | 'twice' | undefined {
  const texts = [named.en.trim(), named.zh.trim()];
  if (texts.some((text) => text === '' || text.length > NAME)) return 'lacking';
  if (keyOf(named) === '') return 'keyless';
  return among.filter((other) => keyOf(other) === keyOf(named)).length > 1 ? 'twice' : undefined;
}

export const isWhole = (options: readonly OptionDraft[]): boolean =>
  options.length > 0 &&
  options.every(
    (option) =>
      amissIn(option, options) === undefined &&
      option.values.length > 0 &&
      option.values.every((value) => amissIn(value, option.values) === undefined),
  );

/** Every combination of values, by their keys, that is no variant yet. */
export function missingIn(
  options: readonly OptionDraft[],
  variants: readonly Readonly<{ options: Readonly<Record<string, string>> }>[] = [],
): readonly (readonly Named[])[] {
  const all = options.reduce<readonly (readonly Named[])[]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
  const known = new Set(
    variants.map(({ options: chosen }) => options.map((option) => chosen[keyOf(option)]).join('/')),
  );
  return options.length === 0 ? [] : all.filter((row) => !known.has(idOf(row)));
}

/** By which a combination is known while it is chosen. */
export const idOf = (row: readonly Named[]): string => row.map(keyOf).join('/');

/** A combination as it begins: at the price of the product, and without stock. */
export const wantedOf = ({ price }: Pick<KeptProduct, 'price'>): Wanted => ({
  price: typedAmount(price),
  stock: '0',
});

export const canBeRead = ({ price, stock }: Wanted, currency: string): boolean =>
  minorUnits(price, currency) !== undefined && /^\d{1,8}$/.test(stock.trim());

/** Whether the shop would take it: all names are whole, all numbers can be read, and there is something to sell. */
export const canBeSent = ({ options, wanted }: Variety, currency: string, hasVariants: boolean): boolean =>
  isWhole(options) &&
  (hasVariants || wanted.size > 0) &&
  [...wanted.values()].every((one) => canBeRead(one, currency));

/** What the shop is told: all options, and the variants that are new. */
export function varietyOf(
  options: readonly OptionDraft[],
  wanted: ReadonlyMap<string, Wanted>,
  currency: string,
): Pick<Change, 'options' | 'variants'> {
  const name = ({ en, zh }: Named) => ({ en: en.trim(), 'zh-CN': zh.trim() });
  const variants = missingIn(options).flatMap((row) => {
    const one = wanted.get(idOf(row));
    if (one === undefined) return [];
    const chosen = Object.fromEntries(
      options.map((option, place) => [keyOf(option), keyOf(row[place] ?? NAMELESS)]),
    );
    const amount = minorUnits(one.price, currency) ?? 0;
    return [{ options: chosen, price: { amount, currency }, stock: Number(one.stock) }];
  });
  return {
    options: options.map((option) => ({
      key: keyOf(option),
      name: name(option),
      values: option.values.map((value) => ({ key: keyOf(value), name: name(value) })),
    })),
    ...(variants.length > 0 && { variants }),
  };
}
