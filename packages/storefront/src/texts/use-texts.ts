import { use, useMemo } from 'react';
import { createTranslator } from 'use-intl/core';
import { loadTexts } from './load-texts.ts';
import { useLocale } from './locale.tsx';
import type { Texts, Topic } from './texts.ts';

/** Says the texts of a topic in the language of the page: `const t = useTexts('shop'); t('title')`. Keys are checked by the compiler. */
export function useTexts<T extends Topic>(topic: T) {
  const locale = useLocale();
  const messages = use(loadTexts(locale, topic));
  return useMemo(() => createTranslator<Texts[T]>({ locale, messages, timeZone: 'UTC' }), [locale, messages]);
}
