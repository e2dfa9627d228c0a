import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { generateDocs } from './docs/generate.ts';
import { staleFiles, writeFiles } from './docs/generated.ts';

const HELP = `Usage: pnpm run docs [--check]

Writes what is generated from the code: the event contracts and their examples, the event reference, the AsyncAPI
document and the OpenAPI document of every service, and the workflows that deploy them. A released event contract is never changed so that it breaks.

  --check   write nothing; end with 1 and name the files that would change`;

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  console.log(HELP);
} else {
  const root = dirname(import.meta.dirname);
  const { files, problems } = await generateDocs(root);
  const stale = staleFiles(root, files);
  if (values.check !== true) writeFiles(root, stale);
  for (const path of stale.keys())
    console.log(values.check === true ? `${path} is out of date` : `wrote ${path}`);
  for (const problem of problems) console.error(problem);
  if (values.check === true && stale.size > 0)
    console.error('Run "pnpm run docs" and commit what it writes.');
  if (problems.length > 0 || (values.check === true && stale.size > 0)) process.exitCode = 1;
  else console.log(`${files.size} generated files are up to date`);
}
