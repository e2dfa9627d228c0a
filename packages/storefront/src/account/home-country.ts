import { postalRule } from '@cartless/domain';
import { currentLocale } from '../texts/current-locale.ts';

/** Where somebody most likely is, by the languages of their browser. */
export function homeCountry(): string {
  // Some systems add to a tag what is no part of one.
  const regions = navigator.languages.map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1]);
  const own = regions.find((region) => region !== undefined && postalRule(region) !== undefined);
  return own ?? (currentLocale() === 'zh-CN' ? 'CN' : 'US');
}
