import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { documentClient, dynamoItems } from '../packages/aggregate/src/dynamodb/index.ts';
import { ANALYTICS_TABLE } from '../services/analytics/src/analytics-table.ts';
import { archivedDays, archivedFacts } from '../services/analytics/src/facts/archive-store.ts';
import { booksStore } from '../services/analytics/src/facts/books-store.ts';
import { buyerSampleStore } from '../services/analytics/src/buyers/buyer-samples-store.ts';
import {
  freshGeneration,
  GENERATION_LEASE_MS,
  goLive,
  interruptedGeneration,
  liveGeneration,
} from '../services/analytics/src/rebuilding/generation.ts';
import { bookFacts } from '../services/analytics/src/facts/book-facts.ts';
import { rebuild } from '../services/analytics/src/rebuilding/rebuild.ts';
import { useLocalAccount } from './local-account.ts';

const HELP = `Books every archived event into fresh roll-ups beside the live ones, and swaps.

  pnpm rebuild-analytics [--stage dev] [--table NAME] [--shards 4] [--continue] [--aws]

With --aws in the account of your AWS credentials, without it in the shop on this machine.
Consumers may go on meanwhile. A rebuild that was interrupted starts anew, in roll-ups of its own; --continue goes on
in those it left, which is right only when the code has not changed since. The old numbers stay in the table under their own generation.`;

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

const BAR = 30;
const WAIT_MS = GENERATION_LEASE_MS + 5000;

function bar(done: number, days: number): string {
  const filled = days === 0 ? BAR : Math.round((done / days) * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done}/${days} days`;
}

async function main(): Promise<void> {
  const table = values.table ?? `cartless-${values.stage}-analytics`;
  const client = documentClient();
  const items = dynamoItems(client, table, ANALYTICS_TABLE);
  const now = () => new Date();
  const live = await liveGeneration({ items, now })();
  const take = values.continue ? interruptedGeneration : freshGeneration;
  const next = await take(items, live);
  const growing = { items, now, generation: () => Promise.resolve(next) };
  const shard = Math.floor(Math.random() * Number(values.shards));
  const book = bookFacts({
    books: booksStore({ ...growing, shard }),
    samples: buyerSampleStore(growing),
    archive: { keep: () => Promise.resolve() },
  });
  console.log(`Rebuilding ${table}: ${live} stays live while ${next} grows.`);
  const facts = await rebuild({
    days: () => archivedDays({ items }),
    factsOf: (day) => archivedFacts({ items }, day),
    async book(batch) {
      const rejections = await book(batch);
      for (const { fact, error } of rejections) console.error(`\nnot bookable: ${fact.id}: ${error.message}`);
    },
    async goLive() {
      await goLive({ items, now }, live, next);
      console.log(
        `\n${next} is live. Waiting ${WAIT_MS / 1000} s for consumers that still work with ${live}.`,
      );
    },
    settle: () => pause(WAIT_MS),
    progress: ({ day, done, days, facts: read }) =>
      process.stdout.write(`\r${bar(done, days)} · ${day} · ${read} events `),
  })();
  console.log(`Done: ${facts} events.`);
  client.destroy();
}

if (values.help) console.log(HELP);
else {
  if (!values.aws) useLocalAccount();
  await main();
}
