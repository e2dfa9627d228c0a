import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { IAMClient } from '@aws-sdk/client-iam';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { givenTo, placeOf, regionsOf } from '@cartless/infrastructure';
import { awaitArrival } from './regions/arrival.ts';
import { setFence } from './regions/fences.ts';
import { RULES } from './restoring/rules.ts';

const HELP = `Moves a stage to the region that "home" of services/stages/<stage>.yml names. docs/runbooks/fail-over.md leads through it.

  pnpm fail-over --stage <stage>          all regions answer: nothing is lost
  pnpm fail-over --stage <stage> --lost   the other regions do not answer: what had not come from there is missing
  pnpm fail-over --stage <stage> --check  only says what it would do, and whether the new home has all that it needs

1. No function of another region may write, tell, mail or take from a queue any more (IAM; it holds when a lost region comes back).
2. It waits until what was written there has come to the new home (not with --lost).
3. The other regions are deployed asleep (not with --lost).
4. The new home is deployed awake.`;

const ROOT = join(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    lost: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.stage === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else await move(values.stage, values);

async function move(
  stage: string,
  { lost, check }: Readonly<{ lost: boolean; check: boolean }>,
): Promise<void> {
  const place = placeOf(givenTo(join(ROOT, 'services'), stage, []));
  if (place === undefined)
    throw new Error(
      `The stage "${stage}" has one region; name others under "replicas" in services/stages/${stage}.yml.`,
    );
  const { home } = place;
  const others = regionsOf(place).filter((region) => region !== home);
  console.log(
    `The home of "${stage}" becomes ${home}; ${others.join(', ')} stands by${lost ? ', and is not asked' : ''}.`,
  );
  // Before anything stops: a secret that is not there would be found when the old home is sealed.
  await deploy(stage, home, '--check');
  if (check) return;
  const iam = new IAMClient({});
  for (const region of others) {
    await setFence(iam, { stage, region }, 'sealed');
    console.log(`${region} may not write any more.`);
  }
  if (!lost) {
    for (const region of others) await awaitTables(stage, region, home);
    for (const region of others) await deploy(stage, region);
  }
  await setFence(iam, { stage, region: home }, 'open');
  await deploy(stage, home);
  iam.destroy();
  console.log(`${home} is home. Now the address: docs/runbooks/fail-over.md, step 3.`);
}

async function awaitTables(stage: string, from: string, to: string): Promise<void> {
  const [source, target] = [from, to].map((region) =>
    DynamoDBDocumentClient.from(new DynamoDBClient({ region })),
  );
  if (source === undefined || target === undefined) return;
  for (const [service, { table }] of Object.entries(RULES)) {
    await awaitArrival(
      { from: source, to: target },
      { name: `cartless-${stage}-${service}`, key: Object.keys(table.key) },
    );
    console.log(`What ${service} wrote in ${from} has come to ${to}.`);
  }
  for (const client of [source, target]) client.destroy();
}

/** @throws Error when a stack was not deployed */
async function deploy(stage: string, region: string, ...more: readonly string[]): Promise<void> {
  const args = [
    join(import.meta.dirname, 'start.mjs'),
    'deploy-stage.ts',
    '--stage',
    stage,
    '--region',
    region,
    ...more,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(
      more.length > 0
        ? `${region} cannot be deployed to, so nothing was moved.`
        : `${region} is not deployed. See to it, and move again: what is done is done once.`,
    );
}
