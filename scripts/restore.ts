import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Item, Key } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { changeLog, type LoggedChange, type Restored, restoreTable } from '@cartless/aggregate/restoring';
import { CREDENTIALS, type PortName, readPorts, REGION } from '@cartless/local-aws';
import { ANALYTICS_TABLE } from '../services/analytics/src/analytics-table.ts';
import { useLocalAccount } from './local-account.ts';
import { publishChanges } from './publish-again.ts';
import { archivedEvents } from './restoring/archived-events.ts';
import { exportedAt, exportedChanges, exportedItems, writeExport } from './restoring/export-files.ts';
import { itemsIn } from './restoring/items-in.ts';
import { RULES } from './restoring/rules.ts';
import { streamChanges } from './restoring/stream-changes.ts';

const HELP = `Puts the table of a service back to what it was. docs/guides/restore-a-table.md leads through it.

  pnpm restore <service> --base <copy>                 a table that was lost: a copy, and all that changed since
  pnpm restore <service> --until <time> --of <key,…>   items that were harmed: as they were before a time
  pnpm restore <service> --until <time> [--base <copy>]   the whole table as it was before a time
  pnpm restore <service> --copy <folder>               makes a copy of the table

  --write          does it; without it nothing is changed, and it is only told what would be
  --base           a folder with a full export, or the name of a table
  --taken <time>   of when the base is, where the export does not say so
  --log <folder>   incremental exports, for what is older than the 24 hours that the table's stream holds
  --until          2026-11-27T10:00:00Z: what changed from then on is left out
  --of             partition keys with a comma between them: O#ord_…,P#prd_…; usr_…,addresses#usr_…
  --incomplete     not all that changed since the base is in the log: aggregates go on under versions that nobody has heard of
  --stage <stage>  default dev
  --aws            in the account of your AWS credentials; without it in the shop on this machine

Nobody may write to the table meanwhile. What is left out is listed: the item, and the events that others know of it.`;

const DAY_MS = 86_400_000;
/** Of the 24 hours of a stream some pass before it is read. */
const REACH_MS = 23 * 3_600_000;
/** How the ids begin of what analytics hears about by name. */
const SUBJECTS: Readonly<Record<string, string>> = { orders: 'ord_', logistics: 'shp_' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' },
    taken: { type: 'string' },
    log: { type: 'string' },
    until: { type: 'string' },
    of: { type: 'string' },
    copy: { type: 'string' },
    incomplete: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [service = ''] = positionals;
const rules = RULES[service];
if (values.help || rules === undefined) throw new Error(HELP);
const until = values.until === undefined ? undefined : timeOf(values.until);
if (values.copy === undefined && values.base === undefined && until === undefined)
  throw new Error(`Say what to restore from, or to which time.\n\n${HELP}`);

if (!values.aws) useLocalAccount();
const client = documentClient();
const table = `cartless-${values.stage}-${service}`;

async function restore(): Promise<void> {
  const began = new Date();
  const log = await changeLog(rules!.table, changes());
  const keys = values.of?.split(',');
  const [hash = ''] = Object.keys(rules!.table.key);
  const all = [...log.values()].flat();
  await checkReach(began);
  const oldest = all.reduce((first, { at }) => (at < first ? at : first), began.toISOString());
  console.log(`${all.length} changes of ${log.size} items are known, the oldest of ${oldest}`);
  const restoring = {
    rules: rules!,
    items: dynamoItems(client, table, rules!.table),
    log,
    until,
    of: keys && ((key: Key) => keys.includes(String(key[hash]))),
    isComplete: !values.incomplete,
    // A relay has published what is older, or has given it up to its dead letters.
    toldSince: new Date(Date.parse(oldest) - DAY_MS).toISOString(),
    now: began,
  };
  const versions = new Map<string, number>();
  const known = (subject: string, version: number): void => void versions.set(subject, version);
  const looked = await restoreTable({ ...restoring, ...based(), known, write: false });
  report(looked);
  if (values.incomplete) await reportUnknown(versions);
  if (looked.changing.length > 0)
    throw new Error(
      'Nothing was written: these are not what the log says they were last. Stop whoever writes, and ask again.\n' +
        looked.changing.map((key) => `  ${JSON.stringify(key)}`).join('\n'),
    );
  if (!values.write) return console.log('Nothing was written; --write does it.');
  await restoreTable({ ...restoring, ...based(), write: true });
  console.log(`${table} is restored.`);
  if (until === undefined) await tellAgain(all);
}

/** Where the log has gaps, analytics has heard of what the table does not know: who that is about is for a person to look at. */
async function reportUnknown(versions: ReadonlyMap<string, number>): Promise<void> {
  const subjects = SUBJECTS[service];
  if (subjects === undefined || values.base === undefined) return;
  const since = timeOf(values.taken ?? (await exportedAt(values.base)));
  const archive = dynamoItems(client, `cartless-${values.stage}-analytics`, ANALYTICS_TABLE);
  console.log(`What analytics has heard since ${since} of what the table does not know:`);
  for await (const { id, subject, version } of archivedEvents(archive, subjects, since))
    if (version > (versions.get(subject) ?? 0))
      console.log(`  ${versions.has(subject) ? 'put back' : 'missing '}  ${id}`);
}

/** The stream of a table that was lost had perhaps more to tell than the relay had read. */
async function tellAgain(changes: readonly LoggedChange[]): Promise<void> {
  const endpoint = `http://localhost:${readPorts()[`${service}-lambda` as PortName]}`;
  const lambda = new LambdaClient(values.aws ? {} : { endpoint, region: REGION, credentials: CREDENTIALS });
  const told = await publishChanges(lambda, { service, stage: values.stage }, changes);
  lambda.destroy();
  console.log(`${told} changes of the log were published again`);
}

/** @throws Error when what changed after the base is not all in the log, and nobody has said so */
async function checkReach(now: Date): Promise<void> {
  if (values.base === undefined || values.log !== undefined || values.incomplete) return;
  const taken = timeOf(values.taken ?? (await exportedAt(values.base)));
  if (Date.parse(taken) > now.getTime() - REACH_MS) return;
  throw new Error(
    `The base is of ${taken}, and a stream holds 24 hours. Give incremental exports of the time between with --log, or say --incomplete.`,
  );
}

const based = () => (values.base === undefined ? {} : { base: baseItems(values.base) });
const baseItems = (from: string): AsyncIterable<Item> =>
  existsSync(from) ? exportedItems(from) : itemsIn(client, from);

async function* changes(): AsyncGenerator<LoggedChange> {
  if (values.log !== undefined) yield* exportedChanges(values.log);
  const streams = new DynamoDBStreamsClient(
    values.aws ? {} : { endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' },
  );
  yield* streamChanges(streams, table);
  streams.destroy();
}

function report({ looked, put, removed, raised, leftOut }: Restored): void {
  console.log(
    `${looked} items looked at: ${put} to put back, ${removed} to remove; ${raised} aggregates go on in another epoch`,
  );
  if (leftOut.length === 0) return;
  console.log(`${leftOut.length} lose something that was told:`);
  for (const { key, kind, outcome, told } of leftOut)
    console.log(`  ${outcome.padEnd(8)}  ${kind ?? ''} ${JSON.stringify(key)}  ${told.join(', ')}`);
}

function timeOf(text = ''): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`“${text}” is no time; 2026-11-27T10:00:00Z is one.`);
  return new Date(time).toISOString();
}

if (values.copy !== undefined)
  console.log(
    `${await writeExport(itemsIn(client, table), values.copy)} items of ${table} are in ${values.copy}`,
  );
else await restore();
client.destroy();
