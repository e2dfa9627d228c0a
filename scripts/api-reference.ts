import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiReferencePage, referenceScript } from '@cartless/local-aws/api-reference';

/** Writes the API reference of the whole shop as files that any web server can serve. */
const root = dirname(import.meta.dirname);
const folder = join(root, 'dist', 'api-reference');
mkdirSync(folder, { recursive: true });
const { text } = apiReferencePage({
  title: 'Cartless API',
  document: 'openapi.json',
  script: 'reference.js',
});
writeFileSync(join(folder, 'index.html'), text);
copyFileSync(join(root, 'docs', 'generated', 'openapi.json'), join(folder, 'openapi.json'));
copyFileSync(referenceScript(), join(folder, 'reference.js'));
console.log(
  `The API reference is in ${folder}. Serve the folder, for instance by "npx http-server ${folder}".`,
);
