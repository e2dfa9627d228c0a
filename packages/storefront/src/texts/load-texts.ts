import type { Locale } from '@cartless/domain';
import { textFiles } from './text-files.ts';
import type { Texts, Topic } from './texts.ts';

const loaded = new Map<string, Promise<object>>();
const here = new Map<string, object>();
const pathOf = (locale: Locale, topic: Topic): string => `./${locale}/${topic}.json`;

/** The texts of a topic if they are here already: whoever has them need not wait, not even for a moment. */
export const textsHere = <T extends Topic>(locale: Locale, topic: T): Texts[T] | undefined =>
  here.get(pathOf(locale, topic)) as Texts[T] | undefined;

/** The texts of a topic in a language; they are loaded once, and with nothing of the other language. */
export function loadTexts<T extends Topic>(locale: Locale, topic: T): Promise<Texts[T]> {
  const path = pathOf(locale, topic);
  let texts = loaded.get(path);
  if (texts === undefined) {
    const load = textFiles[path];
    if (load === undefined) throw new Error(`There are no texts in ${path}`);
    texts = load().then((file) => file.default);
    texts.then(
      (all) => here.set(path, all),
      // What could not be loaded is tried again when a page asks again.
      () => loaded.delete(path),
    );
    loaded.set(path, texts);
  }
  return texts as Promise<Texts[T]>;
}
