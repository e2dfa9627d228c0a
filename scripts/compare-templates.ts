import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareTemplates } from './templates/compare.ts';
import type { Template } from './templates/meaning.ts';

const HELP = `Usage: pnpm compare-templates <before.json> <after.json>

Says what a change means for a service's stack. The files are those that "serverless package" leaves, called
cloudformation-template-update-stack.json. Resources are compared by what they are on AWS: a queue by its name, an alarm
by what it watches. A resource that only has another logical id is listed as renamed; CloudFormation makes it anew.`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean' } },
  allowPositionals: true,
});
const [before, after] = positionals;
if (values.help === true || before === undefined || after === undefined) {
  console.log(HELP);
} else {
  const read = (file: string): Template => JSON.parse(readFileSync(file, 'utf8')) as Template;
  const { same, ...rest } = compareTemplates(read(before), read(after));
  console.log(`${same} resources mean the same`);
  for (const [what, lines] of Object.entries(rest)) {
    console.log(`\n${lines.length} ${what}`);
    for (const line of lines) console.log(`  ${line}`);
  }
}
