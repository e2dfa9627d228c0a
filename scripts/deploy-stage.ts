import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { givenTo, readCatalogue, refuseIncomplete } from '@cartless/infrastructure';
import { storedSecrets } from '@cartless/infrastructure/stored-secrets';

const HELP = `Usage: pnpm deploy:stage --stage <stage>           looks whether the stage has all that it needs, then deploys it
       pnpm deploy:stage --stage <stage> --check   only looks

Settings stand in services/stages/<stage>.yml, secrets in SSM Parameter Store; docs/guides/set-up-a-stage.md shows how to
set up a stage. AWS credentials are taken from the environment.`;

const ROOT = join(import.meta.dirname, '..');
const SERVICES = join(ROOT, 'services');

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.stage === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  await deployStage(values.stage, values.check);
}

async function deployStage(stage: string, checkOnly: boolean): Promise<void> {
  const catalogue = readCatalogue(SERVICES);
  const given = givenTo(SERVICES, stage, []);
  const services = new Set(
    [...Object.values(catalogue.settings), ...Object.values(catalogue.secrets)].flatMap(
      (one) => one.services,
    ),
  );
  const names = [...services].map((service) => `cartless-${service}`);
  refuseUnknown(Object.keys(given), Object.keys(catalogue.settings));
  const region = given['region'];
  const ask = storedSecrets(region === undefined ? {} : { region });
  await refuseIncomplete({ catalogue, stage, given, names, deploying: true }, (parameters) =>
    ask(parameters).catch((error: unknown) => {
      throw new Error(
        `The parameter store could not be asked which secrets there are: ${(error as Error).message}. ` +
          'Give credentials of AWS in the environment.',
      );
    }),
  );
  console.log(`The stage "${stage}" has all settings and secrets that it needs.`);
  if (checkOnly) return;
  const compose = spawn(join(ROOT, 'node_modules/.bin/osls-compose'), ['deploy', '--stage', stage], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const [code] = (await once(compose, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

/** @throws Error naming settings that nothing reads: a name that is misspelt would go unseen */
function refuseUnknown(given: readonly string[], known: readonly string[]): void {
  const files = globSync(['*.yml', '*/serverless.yml', '*/src/**/{function,choice}.yml'], { cwd: SERVICES });
  const read = files.flatMap((file) =>
    [...readFileSync(join(SERVICES, file), 'utf8').matchAll(/\$\{param:(\w+)/g)].map(([, name = '']) => name),
  );
  const unknown = given.filter((name) => ![...known, ...read, 'secretsKey'].includes(name));
  if (unknown.length > 0)
    throw new Error(`No service knows these settings of the stage: ${unknown.join(', ')}.`);
}
