import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateDocs } from './docs/generate.ts';

const HELP = `Usage: pnpm run docs [--check]

Writes what is generated from the code: the event contracts and their examples, the event reference, the AsyncAPI
document and the OpenAPI document of every service. A released event contract is never changed so that it breaks.

  --check   write nothing; end with 1 and name the files that would change`;

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  console.log(HELP);
} else {
  const root = dirname(import.meta.dirname);
  const { files, problems } = await generateDocs(root);
  const stale = [...files].filter(([path, text]) => !isOnDisk(join(root, path), text));
  for (const [path, text] of stale) {
    if (values.check !== true) write(join(root, path), text);
    console.log(values.check === true ? `${path} is out of date` : `wrote ${path}`);
  }
  for (const problem of problems) console.error(problem);
  if (values.check === true && stale.length > 0)
    console.error('Run "pnpm run docs" and commit what it writes.');
  if (problems.length > 0 || (values.check === true && stale.length > 0)) process.exitCode = 1;
  else console.log(`${files.size} generated files are up to date`);
}

function isOnDisk(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
