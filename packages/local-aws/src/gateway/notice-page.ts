import type { Locale } from '@cartless/domain';
import { html, type Page } from '@cartless/html';
import { pageFrame } from './page-frame.ts';

const TEXTS = {
  en: { home: 'Back to the index', missing: (path: string) => `There is no page ${path}.` },
  'zh-CN': { home: '返回首页', missing: (path: string) => `页面 ${path} 不存在。` },
} as const;

/** Says that there is nothing at an address. */
export function noPage(locale: Locale, path: string): Page {
  const t = TEXTS[locale];
  const body = html`<h1>Cartless</h1>
    <p>${t.missing(path)}</p>
    <p><a href="/local">${t.home}</a></p>`;
  return pageFrame(locale, 'Cartless', body);
}
