import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { importFiles, type Template } from './take-over/import-files.ts';

const HELP = `Usage: pnpm take-over <stack> --stage <stage> [--key <logical id>=<id of the key>]

Writes what CloudFormation needs to make the stack of a service, or of the platform, anew around the tables and keys that stayed
when it was removed, and says the commands; docs/runbooks/take-over.md has the whole way. It asks AWS for nothing and changes nothing
there. The stack has to be packaged before: cd services/<stack> && npx serverless package --stage <stage>`;

const ROOT = dirname(import.meta.dirname);

/** What the framework writes beside a template. */
type State = Readonly<{
  service: Readonly<{ provider: Readonly<{ stage: string; region: string; stackName?: string }> }>;
}>;

const { values, positionals } = parseArgs({
  options: {
    stage: { type: 'string' },
    key: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [stack] = positionals;
if (values.help || stack === undefined || values.stage === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  console.log(takeOver(stack, values.stage, values.key));
}

function takeOver(stack: string, stage: string, keys: readonly string[]): string {
  const packaged = join(ROOT, 'services', stack, '.serverless');
  const command = `cd services/${stack} && npx serverless package --stage ${stage}`;
  const stateFile = join(packaged, 'serverless-state.json');
  if (!existsSync(stateFile)) throw new Error(`${stack} is not packaged: ${command}`);
  const { provider } = read<State>(stateFile).service;
  if (provider.stage !== stage)
    throw new Error(`${stack} is packaged for the stage "${provider.stage}": ${command}`);
  const files = importFiles(
    read<Template>(join(packaged, 'cloudformation-template-update-stack.json')),
    Object.fromEntries(keys.map(keyIn)),
  );
  const folder = join(ROOT, '.cartless/take-over', stage, stack);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
    return `file://${relative(ROOT, join(folder, name))}`;
  };
  const template = write('template.json', files.template);
  const resources = write('resources-to-import.json', files.resources);
  const name = provider.stackName ?? `cartless-${stack}-${stage}`;
  const at = `--region ${provider.region} --stack-name ${name}`;
  const found = files.resources.map(
    ({ LogicalResourceId, ResourceIdentifier }) =>
      `  ${LogicalResourceId}: ${Object.values(ResourceIdentifier).join()}`,
  );
  return [
    `The stack ${name} takes over`,
    ...found,
    '',
    `aws cloudformation create-change-set ${at} --change-set-name take-over --change-set-type IMPORT --resources-to-import ${resources} --template-body ${template}`,
    `aws cloudformation wait change-set-create-complete ${at} --change-set-name take-over`,
    `aws cloudformation execute-change-set ${at} --change-set-name take-over`,
    `aws cloudformation wait stack-import-complete ${at}`,
    `cd services/${stack} && npx serverless deploy --stage ${stage}`,
  ].join('\n');
}

function keyIn(text: string): readonly [id: string, key: string] {
  const [, id = '', key = ''] = /^(\w+)=([\w-]+)$/.exec(text) ?? [];
  if (id === '') throw new Error(`--key takes <logical id>=<id of the key>, not "${text}".`);
  return [id, key];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
