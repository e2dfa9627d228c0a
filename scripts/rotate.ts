import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { givenTo, parameterName, placeOf, readCatalogue, regionsOf } from '@cartless/infrastructure';
import { storedSecrets } from '@cartless/infrastructure/stored-secrets';
import { useLocalAccount } from './local-account.ts';
import { addValue, type Kept, readKept, withdrawOlder } from './rotating/rotate-secret.ts';

const HELP = `Usage: pnpm rotate <secret>              takes a new value from the standard input; the one of before goes on holding beside it
       pnpm rotate <secret> --withdraw   leaves the newer value alone to hold
       pnpm rotate <secret> --look       says how many values hold, and not which

For every service that has the secret, in every region of the stage, or for none: edge-proof has one value for five of them. docs/runbooks/rotate-secrets.md says
for each secret what comes before and after.

  --stage <stage>   default dev
  --aws             the account of your AWS credentials, which need ssm:DescribeParameters, GetParameter and PutParameter;
                    without it the shop on this machine`;

const SERVICES = join(import.meta.dirname, '../services');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    withdraw: { type: 'boolean', default: false },
    look: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [secret] = positionals;
if (values.help || secret === undefined) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { secrets } = readCatalogue(SERVICES);
const owners = secrets[secret]?.services;
if (owners === undefined)
  throw new Error(`There is no secret ${secret}; there are ${Object.keys(secrets).toSorted().join(', ')}.`);
if (values.withdraw && values.look) throw new Error('Say --withdraw or --look, not both.');
if (!values.aws) useLocalAccount();

const given = givenTo(SERVICES, values.stage, []);
const place = values.aws ? placeOf(given) : undefined;
const regions = place === undefined ? [values.aws ? given['region'] : undefined] : regionsOf(place);
const names = owners.map((service) => parameterName({ app: 'cartless', service }, values.stage, secret));
const kept = (await Promise.all(regions.map(keptIn))).flat();
if (values.withdraw) await withdrawOlder(kept);
else if (!values.look) {
  if (process.stdin.isTTY) console.log('Enter the new value, and end the input with Ctrl-D.');
  await addValue(kept, await text(process.stdin));
}
for (const region of regions)
  for (const { name, values: holding } of await keptIn(region))
    console.log(
      `${regions.length > 1 ? `${region} ` : ''}${name}: ${holding.length === 1 ? 'one value holds' : 'two values hold'}`,
    );

/** @throws Error when the stage has no such secret there */
async function keptIn(region: string | undefined): Promise<Kept[]> {
  const at = region === undefined ? {} : { region };
  const stored = await storedSecrets(at)(names);
  if (stored.size === 0)
    throw new Error(
      `The stage ${values.stage} has no ${secret}${region === undefined ? '' : ` in ${region}`}; docs/guides/set-up-a-stage.md says how to store it the first time.`,
    );
  return readKept(new SSMClient(at), stored);
}
