import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ports, readPorts } from '@cartless/local-aws';
import { STACKS } from './prove-deploy/deploying/stacks.ts';
import { type Plant, PLANTS } from './prove-deploy/faults/plants.ts';
import { prove, proveFaults, provePlanted } from './prove-deploy/proof.ts';
import { Steps } from './prove-deploy/steps.ts';

const HELP = `Usage: pnpm prove:deploy [--short | --planted | --plant <fault>]

Deploys the shop to an AWS account that is played on this machine, with IAM judged, and proves that it runs there; docs/aws.md says
what that proves and what it does not. Needs Python 3, and PyPI the first time. Ports: CARTLESS_PORT_BASE moves all (default 4000).

  --archives <dir>  takes what functions run from there instead of packaging it: of each service a folder that was given to
                    serverless package --package, for whatever stage
  --short           leaves out what docs/generated/deployment-proof.md says: for every change
  --planted         puts faults into what is deployed, one after the other, and proves that each is noticed
  --plant <fault>   puts in one, and fails by it: ${Object.keys(PLANTS).join(', ')}`;

/** The account has all its services at one port. */
function portsOfAccount(): Ports {
  const ports = readPorts();
  const { dynamodb: account } = ports;
  return {
    ...ports,
    messaging: account,
    parameters: account,
    'platform-lambda': account,
    'users-lambda': account,
    'orders-lambda': account,
    'logistics-lambda': account,
    'analytics-lambda': account,
  };
}

function plantOf(name: string | undefined): Plant | undefined {
  const known = Object.keys(PLANTS).find((one): one is Plant => one === name);
  if (name === undefined || known !== undefined) return known;
  throw new Error(`--plant knows ${Object.keys(PLANTS).join(', ')}, and not ${name}.`);
}

/** The folders of services that were packaged before, by service. */
function archivesIn(folder: string | undefined): Map<string, string> {
  if (folder === undefined) return new Map();
  const found = STACKS.map((service): [string, string] => [service, resolve(folder, service)]);
  const empty = found.filter(([, path]) => globSync('*.zip', { cwd: path }).length === 0);
  if (empty.length > 0)
    throw new Error(
      `There are no archives in ${empty.map(([, path]) => path).join(', ')}. Make them in the folder of each service: serverless package --stage example --package <folder>`,
    );
  return new Map(found);
}

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    plant: { type: 'string' },
    archives: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if ([values.short, values.planted, values.plant !== undefined].filter(Boolean).length > 1)
  throw new Error('Give one of --short, --planted and --plant.');
if (values.archives !== undefined && (values.planted || values.plant !== undefined))
  throw new Error('--archives has no faults in it; give it with --short or alone.');
if (values.help) {
  console.log(HELP);
} else {
  const root = join(import.meta.dirname, '..');
  const say = (text: string): void => console.log(text.trimEnd());
  const steps = new Steps(say);
  const fault = plantOf(values.plant);
  const options = { root, folder: join(root, '.cartless/prove-deploy'), ports: portsOfAccount(), steps, say };
  if (fault !== undefined) await provePlanted(options, fault);
  else if (values.planted) await proveFaults(options);
  else await prove({ ...options, short: values.short, archives: archivesIn(values.archives) });
  console.log(`\n${steps.table()}\n\n${steps.counts()}`);
  process.exitCode = steps.failed ? 1 : 0;
}
