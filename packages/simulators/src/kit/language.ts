export type Language = 'en' | 'zh-CN';

/**
 * The language of a page: the preferred one when it is English or Chinese, otherwise the first of the browser's wishes
 * that is, otherwise English.
 */
export function chooseLanguage(
  acceptLanguage: string | undefined,
  preferred: string | null = null,
): Language {
  const wishes = [{ tag: preferred ?? '', weight: 2 }, ...(acceptLanguage ?? '').split(',').map(parseWish)];
  const best = wishes
    .filter(({ tag, weight }) => weight > 0 && /^(en|zh)\b/i.test(tag))
    .toSorted((a, b) => b.weight - a.weight)[0];
  return /^zh/i.test(best?.tag ?? 'en') ? 'zh-CN' : 'en';
}

function parseWish(entry: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
}
