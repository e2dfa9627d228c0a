import { type Locale, LOCALES, pickLocale } from '@cartless/domain';

const KEY = 'cartless:language';

const kept = (): Locale | undefined => LOCALES.find((one) => one === localStorage.getItem(KEY));

let locale: Locale = kept() ?? pickLocale(navigator.languages.join(','));
const listeners = new Set<() => void>();

/** The language of pages and calls: the chosen one, or else the browser's. */
export const currentLocale = (): Locale => locale;

/** Chooses a language, here and for later visits. */
export function chooseLocale(chosen: Locale): void {
  locale = chosen;
  localStorage.setItem(KEY, chosen);
  for (const listener of listeners) listener();
}

/** Calls whenever another language is chosen. @returns how to stop that */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
