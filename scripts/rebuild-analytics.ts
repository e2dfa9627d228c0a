import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { documentClient, dynamoItems } from '../packages/aggregate/src/dynamodb/index.ts';
import { ANALYTICS_TABLE } from '../services/analytics/src/analytics-table.ts';
import {
  freshGeneration,
  interruptedGeneration,
  liveGeneration,
  SETTLE_MS,
} from '../services/analytics/src/rebuilding/generation.ts';
import { rebuildGeneration } from '../services/analytics/src/rebuilding/rebuild-generation.ts';
import { readKeptZones } from '../services/analytics/src/roll-ups/kept-zones.ts';
import { useLocalAccount } from './local-account.ts';
import { progressBar } from './progress-bar.ts';

const HELP = `Books every archived event into fresh roll-ups beside the live ones, and swaps.

  pnpm rebuild-analytics [--stage dev] [--table NAME] [--shards 4] [--continue] [--aws]

With --aws in the account of your AWS credentials, without it in the shop on this machine.
Consumers may go on meanwhile. A rebuild that was interrupted starts anew, in roll-ups of its own; --continue goes on where it
stopped, which is right only when the code has not changed since. The old numbers stay in the table under their own generation.`;

const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    table: { type: 'string' },
    shards: { type: 'string', default: '4' },
    continue: { type: 'boolean', default: false },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const table = values.table ?? `cartless-${values.stage}-analytics`;
  const client = documentClient();
  const items = dynamoItems(client, table, ANALYTICS_TABLE);
  const now = () => new Date();
  const generation = liveGeneration({ items, now });
  const live = await generation();
  const next = await (values.continue ? interruptedGeneration : freshGeneration)(items, live);
  const shards = Number(values.shards);
  const zones = (await readKeptZones({ items, generation: live })).map(({ zone }) => zone.name);
  const own = { items, now, generation, zones, shards, currency: '', random: Math.random };
  console.log(`Rebuilding ${table}: ${live} is live while ${next} grows.`);
  const bar = progressBar(process.stdout);
  const started = performance.now();
  const { events } = await rebuildGeneration(own, {
    live,
    next,
    timeLeft: () => Infinity,
    unbookable(found) {
      for (const { fact, error } of found) console.error(`\nnot bookable: ${fact.id}: ${error.message}`);
    },
    async settle() {
      console.log(
        `\n${next} is live. Waiting ${SETTLE_MS / 1000} s for consumers that still work with ${live}.`,
      );
      await pause(SETTLE_MS);
    },
    progress: ({ doing, events: read, of }) => bar(read, of, `events · ${doing}`),
  });
  const seconds = (performance.now() - started - SETTLE_MS) / 1000;
  console.log(`\nDone: ${events} events, ${Math.round(events / seconds)} a second.`);
  client.destroy();
}

if (values.help) console.log(HELP);
else {
  if (!values.aws) useLocalAccount();
  await main();
}
