import { parseArgs } from 'node:util';
import { useLocalAccount } from './local-account.ts';
import { regionClient } from './regions/region-client.ts';
import { findings, REPAIRABLE, repairService } from './repairing/repair-service.ts';

const HELP = `Finds what is there of a transaction of which the rest is not: an order without what it took from the shelf, a name that nobody has.
That is so only after the region that wrote it was lost, for replicas come item by item (docs/runbooks/fail-over.md).

  pnpm repair                  reads the tables of ${REPAIRABLE.join(', ')} and says what it finds
  pnpm repair <service> …      only these

  --write            makes whole what can be made whole; a person is told of the rest
  --stage <stage>    default dev
  --region <region>  another than that of the environment
  --aws              in the account of your AWS credentials; without it in the shop on this machine

Nobody may write to the tables meanwhile: pnpm fail-over --lost does this before anybody can. Without --write it does no harm at any time, and what
is written while it reads looks like a half. The numbers of analytics are counted anew instead: pnpm rebuild-analytics.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    stage: { type: 'string', default: 'dev' },
    region: { type: 'string' },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else {
  const { stage, write } = values;
  const unknown = positionals.filter((service) => !REPAIRABLE.includes(service));
  if (unknown.length > 0) throw new Error(`There is nothing to repair in ${unknown.join(', ')}.\n\n${HELP}`);
  if (!values.aws) useLocalAccount();
  const client = regionClient(values.region);
  for (const service of positionals.length > 0 ? positionals : REPAIRABLE) {
    const found = await repairService(client, { service, stage }, { write });
    console.log(findings(service, found));
    if (!write && found.some(({ outcome }) => outcome === 'can be mended'))
      console.log('Nothing was written; --write does it.');
  }
  client.destroy();
}
