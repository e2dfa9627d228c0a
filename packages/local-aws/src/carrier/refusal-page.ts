import type { CarrierError } from './carrier-error.ts';
import { escapeHtml } from './escape-html.ts';
import { pageLayout } from './page-layout.ts';
import { pageTexts } from './page-texts.ts';

/** What a browser sees when one of the page's forms was refused. */
export function refusalPage(error: CarrierError, acceptLanguage: string | undefined): string {
  const texts = pageTexts(acceptLanguage);
  const fields = error.errors
    .map(({ field, message }) => `<li>${escapeHtml(`${field}: ${message}`)}</li>`)
    .join('');
  const list = fields === '' ? '' : `<ul>${fields}</ul>`;
  return pageLayout(
    texts,
    `<h1>${texts.refused}</h1><p role="alert">${escapeHtml(error.message)}</p>${list}<p><a href="/">${texts.back}</a></p>`,
  );
}
