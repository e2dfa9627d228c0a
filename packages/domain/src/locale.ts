import * as z from 'zod/mini';

/** The languages in which every text that a person reads exists. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in every language of the shop. */
export type Localized = Readonly<Record<Locale, string>>;

/** Whether a value is one text in every language, and nothing else. */
export const isLocalized = (value: unknown): value is Localized =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === LOCALES.length &&
  LOCALES.every((locale) => typeof (value as Partial<Localized>)[locale] === 'string');

/** The schema of what is read as a text, and may be given in every language: a detail of an error, say. */
export const localText = () => z.pipe(z.custom<string, Localized | string>(), z.string());

/**
 * Chooses the language of an answer from an `Accept-Language` header (RFC 9110 §12.5.4): the highest weight wins,
 * any Chinese tag means Simplified Chinese, and English is the answer to everything else.
 */
export function pickLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && (tag.startsWith('zh') || tag.startsWith('en')))
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.tag.startsWith('zh') === true ? 'zh-CN' : 'en';
}
