import type { Locale } from '@cartless/domain';
import { use, useMemo } from 'react';
import { createTranslator } from 'use-intl/core';
import { useLocale } from './locale.tsx';
import { textFiles } from './text-files.ts';
import type { Texts, Topic } from './texts.ts';

const loaded = new Map<string, Promise<object>>();

/** The texts of a topic in a language; they are loaded once, and with nothing of the other language. */
export function loadTexts<T extends Topic>(locale: Locale, topic: T): Promise<Texts[T]> {
  const path = `./${locale}/${topic}.json`;
  let texts = loaded.get(path);
  if (texts === undefined) {
    const load = textFiles[path];
    if (load === undefined) throw new Error(`There are no texts in ${path}`);
    texts = load().then((file) => file.default);
    // What could not be loaded is tried again when a page asks again.
    texts.catch(() => loaded.delete(path));
    loaded.set(path, texts);
  }
  return texts as Promise<Texts[T]>;
}

/** Says the texts of a topic in the language of the page: `const t = useTexts('shop'); t('title')`. Keys are checked by the compiler. */
export function useTexts<T extends Topic>(topic: T) {
  const locale = useLocale();
  const messages = use(loadTexts(locale, topic));
  return useMemo(() => createTranslator<Texts[T]>({ locale, messages, timeZone: 'UTC' }), [locale, messages]);
}
