import type { Locale } from '@cartless/domain';
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
    const promise = texts;
    promise.then(
      // As React marks what it has waited for: `use` takes it at once, not only when it has waited for a moment.
      (value) => Object.assign(promise, { status: 'fulfilled', value }),
      // What could not be loaded is tried again when a page asks again.
      () => loaded.delete(path),
    );
    loaded.set(path, texts);
  }
  return texts as Promise<Texts[T]>;
}
