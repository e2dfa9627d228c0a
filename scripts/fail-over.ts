import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { IAMClient } from '@aws-sdk/client-iam';
import { givenTo, placeOf } from '@cartless/infrastructure';
import { awaitArrival } from './regions/arrival.ts';
import { setFence } from './regions/fences.ts';
import { moveHome, type Moving } from './regions/move-home.ts';
import { regionClient } from './regions/region-client.ts';
import { findings, REPAIRABLE, repairService } from './repairing/repair-service.ts';
import { RULES } from './restoring/rules.ts';

const HELP = `Moves a stage to the region that "home" of services/stages/<stage>.yml names. docs/runbooks/fail-over.md leads through it.

  pnpm fail-over --stage <stage>          all regions answer: nothing is lost
  pnpm fail-over --stage <stage> --lost   the other regions do not answer: what had not come from there is missing
  pnpm fail-over --stage <stage> --check  only says what it would do, and whether the new home has all that it needs

1. No function of another region may write, tell, mail or take from a queue any more (IAM; it holds when a lost region comes back).
2. It waits until what was written there has come to the new home. With --lost it makes whole what is there of half a transaction instead, and says
   what only a person can.
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
} else await failOver(values.stage, values);

async function failOver(stage: string, how: Readonly<{ lost: boolean; check: boolean }>): Promise<void> {
  const place = placeOf(givenTo(join(ROOT, 'services'), stage, []));
  if (place === undefined)
    throw new Error(
      `The stage "${stage}" has one region; name others under "replicas" in services/stages/${stage}.yml.`,
    );
  const iam = new IAMClient({});
  const moving: Moving = {
    setFence: (region, state) => setFence(iam, { stage, region }, state),
    awaitTables: (from, to) => awaitTables(stage, from, to),
    repair: (region) => repair(stage, region),
    deploy: (region, ...more) => deploy(stage, region, ...more),
    say: console.log,
  };
  await moveHome(place, { stage, ...how }, moving);
  iam.destroy();
}

async function awaitTables(stage: string, from: string, to: string): Promise<void> {
  const [source, target] = [regionClient(from), regionClient(to)];
  for (const [service, { table }] of Object.entries(RULES)) {
    const copied = { name: `cartless-${stage}-${service}`, key: Object.keys(table.key) };
    await awaitArrival({ from: source, to: target }, copied);
    console.log(`What ${service} wrote in ${from} has come to ${to}.`);
  }
  for (const client of [source, target]) client.destroy();
}

async function repair(stage: string, region: string): Promise<void> {
  const client = regionClient(region);
  for (const service of REPAIRABLE)
    console.log(findings(service, await repairService(client, { service, stage }, { write: true })));
  client.destroy();
}

/** @throws Error when a stack was not deployed */
async function deploy(stage: string, region: string, ...more: readonly string[]): Promise<void> {
  const args = ['deploy-stage.ts', '--stage', stage, '--region', region, ...more];
  const command = [join(import.meta.dirname, 'start.mjs'), ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(
      more.length > 0
        ? `${region} cannot be deployed to, so nothing was moved.`
        : `${region} is not deployed. See to it, and move again: what is done is done once.`,
    );
}
