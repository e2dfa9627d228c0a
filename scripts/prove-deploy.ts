import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Ports, readPorts } from '@cartless/local-aws';
import { type Plant, PLANTS } from './prove-deploy/deploying/plants.ts';
import { prove } from './prove-deploy/proof.ts';
import { Broken, Steps } from './prove-deploy/steps.ts';

const HELP = `Usage: pnpm prove:deploy [--plant <fault>]

Deploys the shop to an AWS account that is played on this machine, with IAM judged, and proves that it runs there; docs/aws.md says
what that proves and what it does not. Needs Python 3, and PyPI the first time. Ports: CARTLESS_PORT_BASE moves all (default 4000).

  --plant <fault>   puts a fault into what is deployed, by which the proof has to fail: ${Object.keys(PLANTS).join(', ')}`;

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

const { values } = parseArgs({
  options: { plant: { type: 'string' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(HELP);
} else {
  const root = join(import.meta.dirname, '..');
  const say = (text: string): void => console.log(text.trimEnd());
  const [steps, planted] = [new Steps(say), plantOf(values.plant)];
  await prove({
    root,
    folder: join(root, '.cartless/prove-deploy'),
    ports: portsOfAccount(),
    steps,
    plant: planted,
    say,
  }).catch((error: unknown) => {
    if (!(error instanceof Broken)) throw error;
  });
  console.log(`\n${steps.table()}`);
  process.exitCode = steps.failed ? 1 : 0;
}
