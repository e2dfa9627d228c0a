import type { Locale } from '@cartless/domain';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import { currentLocale, onLocale } from './current-locale.ts';

const LocaleContext = createContext<Locale>('en');

/** Gives pages their language, and says it to readers of screens. */
export function LocaleProvider({ children }: Readonly<{ children: ReactNode }>) {
  const locale = useSyncExternalStore(onLocale, currentLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The language of the page. */
export const useLocale = (): Locale => use(LocaleContext);

/** Asks the shop again when the language changes: titles, details and addresses come in it. */
export function useAnswersInLocale(): void {
  const locale = useLocale();
  const client = useQueryClient();
  useEffect(() => onLocale(() => void client.invalidateQueries()), [client, locale]);
}
