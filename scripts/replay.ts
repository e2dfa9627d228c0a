import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LoggedChange } from '@cartless/aggregate/restoring';
import { type OutboxEntry, SERVICES } from '@cartless/domain';
import { CREDENTIALS, type PortName, readPorts, REGION } from '@cartless/local-aws';
import { FILTER_HELP, FILTER_OPTIONS, letterFilter, typeFilter } from './dead-letters/letter-filter.ts';
import { chooseLetters, tellLetters } from './dead-letters/move-letters.ts';
import { AT_ONCE, publishAgain, publishChanges } from './publish-again.ts';
import { type GivenUp, readBatch } from './replaying/given-up-batch.ts';
import { type Told, toldByTable } from './replaying/wanted-changes.ts';
import { streamChanges } from './restoring/stream-changes.ts';

const HELP = `Usage: pnpm replay <service>                                  what its relay gave up
       pnpm replay <service> --since <time> [--until <time>]   what its items told last, published or not

Says what would be published again; --write gives it to the relay. Consumers know what they have seen.

The first is for the relay's dead letters: changes that it parked whole because they could not be published, and places in the stream,
which keeps changes for 24 hours.

--since (2026-11-27T08:00:00Z) reads the whole table: for the time after a relay was silent for longer than its stream lasts, and for
events that are older than any queue. An item holds what its last change told. --stream takes all that the table's stream tells instead, for a
service that has lost what it had heard; it holds 24 hours.

${FILTER_HELP}
  (--reason and ages are for dead letters)
  --stage <stage>       default dev
  --aws                 the account of your AWS credentials; without it the shop on this machine

docs/runbooks/redrive.md says what to use when.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...FILTER_OPTIONS,
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    since: { type: 'string' },
    until: { type: 'string' },
    stream: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [service = ''] = positionals;
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
if (!SERVICES.some((known) => known === service)) throw new Error(HELP);

const ports = readPorts();
const at = (port: PortName) =>
  values.aws ? {} : { endpoint: `http://localhost:${ports[port]}`, region: REGION, credentials: CREDENTIALS };
const sqs = new SQSClient(at('messaging'));
const streams = new DynamoDBStreamsClient(at('dynamodb'));
const lambda = new LambdaClient(at(`${service}-lambda` as PortName));
const [table, relay] = [`cartless-${values.stage}-${service}`, { service, stage: values.stage }];
const isType = typeFilter(values.type);
const isAbout = (subject: string) => values.about.length === 0 || values.about.includes(subject);

if (values.since === undefined) await replayDeadLetters();
else {
  const [since, until] = [timeOf(values.since), timeOf(values.until ?? new Date().toISOString())];
  await (values.stream ? replayStream(since, until) : replayTable(since, until));
}
for (const client of [sqs, streams, lambda]) client.destroy();

async function replayDeadLetters(): Promise<void> {
  const { QueueUrl: url = '' } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: `${table}-relay-dead-letters` }),
  );
  const chosen = await chooseLetters(sqs, url, letterFilter(values, Date.now()));
  const { letters, all } = chosen;
  if (!values.write) {
    await tellLetters(sqs, url, chosen);
    console.log(`${letters.length} of ${all} dead letters would be published again; --write does it`);
    return;
  }
  for (const { message } of letters) {
    const given = JSON.parse(message.Body ?? '{}') as GivenUp;
    const isRecord = given.dynamodb !== undefined;
    const records = isRecord ? [given] : await readBatch(streams, given.DDBStreamBatchInfo);
    await publishAgain(lambda, relay, records);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
    console.log(`published ${records.length} changes`);
  }
  console.log(`${letters.length} of ${all} dead letters were published again`);
}

async function replayTable(since: string, until: string): Promise<void> {
  const dynamodb = new DynamoDBClient(at('dynamodb'));
  const isMeant = ({ type, subject, at: time }: Told): boolean =>
    time >= since && time <= until && isType(type) && isAbout(subject);
  const records: object[] = [];
  let events = 0;
  for await (const { record, tells } of toldByTable(dynamodb, table, isMeant)) {
    if (!values.write)
      for (const { type, subject, at: time } of tells) console.log(`${time}  ${type}  ${subject}`);
    events += tells.length;
    if (values.write) records.push(record);
    if (records.length >= AT_ONCE) await publishAgain(lambda, relay, records.splice(0));
  }
  await publishAgain(lambda, relay, records);
  dynamodb.destroy();
  console.log(ended(events, 'events'));
}

async function replayStream(since: string, until: string): Promise<void> {
  const changes: LoggedChange[] = [];
  for await (const change of streamChanges(streams, table))
    if (change.at >= since && change.at <= until && tellsWanted(change)) changes.push(change);
  if (values.write) await publishChanges(lambda, relay, changes);
  console.log(ended(changes.length, 'changes'));
}

function tellsWanted({ after }: LoggedChange): boolean {
  const told = (after?.['outbox'] ?? []) as readonly OutboxEntry[];
  return told.some(({ type, s }) => isType(type) && isAbout(s));
}

function ended(count: number, what: string): string {
  if (values.write) return `${count} ${what} were published again`;
  return `${count} ${what} would be published again; --write does it`;
}

/** @throws Error when it is no time */
function timeOf(typed: string): string {
  const time = new Date(typed);
  if (Number.isNaN(time.getTime())) throw new Error(`"${typed}" is no time; write 2026-11-27T08:00:00Z.`);
  return time.toISOString();
}
