import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCALES } from '@cartless/domain';
import { apiReferencePage, referenceScript } from '@cartless/local-aws/api-reference';
import { type AsyncApi, cataloguePage, eventCatalogue } from '@cartless/local-aws/event-catalogue';

/** Writes the references of API and events as files that any web server can serve, in English and in Chinese (`index.zh-CN.html`). */
const root = dirname(import.meta.dirname);
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? join(root, 'dist', 'api-reference');
const documents = join(root, 'docs', 'generated');
mkdirSync(folder, { recursive: true });
const catalogue = eventCatalogue(
  JSON.parse(readFileSync(join(documents, 'asyncapi.json'), 'utf8')) as AsyncApi,
);
for (const locale of LOCALES) {
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const file = (name: string, language: string = locale) =>
    `${name}${language === 'en' ? '' : `.${language}`}.html`;
  const reference = apiReferencePage(locale, {
    title: 'Cartless API',
    document: 'openapi.json',
    script: 'reference.js',
    events: file('events'),
  });
  const events = cataloguePage(locale, catalogue, {
    reference: file('index'),
    document: 'asyncapi.json',
    other: file('events', other),
  });
  writeFileSync(join(folder, file('index')), reference.text);
  writeFileSync(join(folder, file('events')), events.text);
}
for (const document of ['openapi.json', 'asyncapi.json'])
  copyFileSync(join(documents, document), join(folder, document));
copyFileSync(referenceScript(), join(folder, 'reference.js'));
console.log(
  `The references of API and events are in ${folder}. Serve the folder, for instance by "npx http-server ${folder}".`,
);
