import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVICES } from '@cartless/domain';
import { givenTo, placeOf, readCatalogue, refuseIncomplete, regionsOf } from '@cartless/infrastructure';
import { storedSecrets } from '@cartless/infrastructure/stored-secrets';
import { deployStacks, serverlessDeploy, summary } from './deploying/deploy-stacks.ts';
import { inRegions } from './deploying/in-regions.ts';

const HELP = `Usage: pnpm deploy:stage --stage <stage>           looks whether the stage has all that it needs, then deploys it:
                                                   the platform, the services side by side, the edge (edge: yes)
       pnpm deploy:stage --stage <stage> --check   only looks

  --region <region>    one region of a stage that has several; without it all of them, the one where the stage began first
  --param name=value   goes before the settings of the stage, for this once; more than one may be given. Only for settings that
                       one service alone reads

Settings stand in services/stages/<stage>.yml, secrets in SSM Parameter Store; docs/guides/set-up-a-stage.md shows how to
set up a stage. AWS credentials are taken from the environment.`;

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'services');
const GROUND_AND_SERVICES = [['platform'], SERVICES];

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    check: { type: 'boolean', default: false },
    param: { type: 'string', multiple: true, default: [] },
    region: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.stage === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  await deployStage(values.stage, values);
}

type Options = Readonly<{ param: readonly string[]; check: boolean; region?: string | undefined }>;

async function deployStage(
  stage: string,
  { param: params, check: checkOnly, region: only }: Options,
): Promise<void> {
  const catalogue = readCatalogue(FOLDER);
  const given = givenTo(FOLDER, stage, params);
  // The address of the shop is made last; a stage may have another of its own.
  const waves = given['edge'] === 'yes' ? [...GROUND_AND_SERVICES, ['edge']] : GROUND_AND_SERVICES;
  const names = waves.flat().map((stack) => `cartless-${stack}`);
  const place = placeOf(given, only);
  const regions = place === undefined || only !== undefined ? [only ?? given['region']] : regionsOf(place);
  for (const region of regions) {
    const ask = storedSecrets(region === undefined ? {} : { region });
    await refuseIncomplete({ catalogue, stage, given, params, names, deploying: true, region }, (...asked) =>
      ask(...asked).catch((error: unknown) => {
        throw new Error(
          `The parameter store could not be asked which secrets there are: ${(error as Error).message}. ` +
            'Give credentials of AWS in the environment.',
        );
      }),
    );
  }
  console.log(`The stage "${stage}" has all settings and secrets that it needs.`);
  if (checkOnly) return;
  const options = ['--stage', stage, ...params.flatMap((param) => ['--param', param])];
  const outcomes = await deployStacks(
    place === undefined ? waves : inRegions(waves, regions as string[]),
    serverlessDeploy(ROOT, options),
  );
  console.log(summary(stage, outcomes));
  if (given['edge'] === 'yes')
    console.log(`  The files of the storefront: pnpm upload:site --stage ${stage}`);
  if (outcomes.some(({ did }) => did !== 'deployed')) process.exitCode = 1;
}
