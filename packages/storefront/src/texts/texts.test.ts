import { describe, expect, it } from '@jest/globals';
import compile from 'icu-minify/compile';
import { textFiles } from '../../test/text-files.ts';

type Said = Readonly<{ [key: string]: string | Said }>;

/** Every text of a topic by its whole key, with the names that it puts in. */
function said(texts: Said, above = ''): [string, string[]][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[above + key, namesIn(compile(text))]] : said(text, `${above}${key}.`),
  );
}

/** What a compiled message puts in, whatever the forms of its plurals are. */
const namesIn = (message: unknown): string[] => {
  if (!Array.isArray(message)) return [];
  const names = message.flatMap((part: unknown) =>
    Array.isArray(part) && typeof part[0] === 'string'
      ? [part[0], ...Object.values((part[2] ?? {}) as object).flatMap(namesIn)]
      : [],
  );
  return [...new Set(names)].sort();
};

const texts = async (language: string, topic: string): Promise<Said> =>
  (await textFiles[`./${language}/${topic}.json`]?.())?.default as Said;
const topics = Object.keys(textFiles).flatMap((path) => /^\.\/en\/(.+)\.json$/.exec(path)?.[1] ?? []);

describe('texts', () => {
  it.each(topics)(
    'say the same things about "%s" in both languages, with the same values put in',
    async (topic) => {
      const [english, chinese] = await Promise.all([texts('en', topic), texts('zh-CN', topic)]);
      expect(chinese).toBeDefined();
      expect(Object.fromEntries(said(chinese))).toEqual(Object.fromEntries(said(english)));
    },
  );

  it('exist in one language only where they exist in the other', () => {
    const chinese = Object.keys(textFiles).flatMap((path) => /^\.\/zh-CN\/(.+)\.json$/.exec(path)?.[1] ?? []);
    expect(chinese.sort()).toEqual(topics.sort());
  });
});
