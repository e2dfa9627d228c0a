import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '@cartless/aggregate/dynamodb';
import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';
import { logFilesOf } from '@cartless/local-aws/dev';
import { useLocalAccount } from './local-account.ts';
import { cloudWatchLog } from './tracing/cloudwatch-log.ts';
import { deadLetterSteps } from './tracing/dead-letter-steps.ts';
import { follow } from './tracing/follow.ts';
import { localLog } from './tracing/local-log.ts';
import { printStory } from './tracing/print-story.ts';
import { tableSteps } from './tracing/table-steps.ts';

const HELP = `Usage: pnpm trace <order id | order number | correlation id | trace id>

Prints the way of an order with its times, through calls, tables, events, queues, mails and webhooks, and what went wrong on it.

  --stage <stage>   default dev
  --aws             the account of your AWS credentials; without it the shop on this machine
  --since <time>    how far back the logs on AWS are searched: 2026-11-27T08:00:00Z; a day where nothing is said
  --until <time>    and up to when

docs/guides/follow-an-order.md shows what it prints.`;

const DAY_MS = 86_400_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    since: { type: 'string' },
    until: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [name] = positionals;
if (values.help || name === undefined) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { stage } = values;
const ports = readPorts();
if (!values.aws) useLocalAccount();
const dynamodb = documentClient();
const sqs = values.aws
  ? new SQSClient({})
  : new SQSClient({
      endpoint: `http://localhost:${ports.messaging}`,
      region: REGION,
      credentials: CREDENTIALS,
    });
const searchLog = values.aws
  ? cloudWatchLog({
      logs: new CloudWatchLogsClient({}),
      stage,
      since: timeOf(values.since) ?? new Date(Date.now() - DAY_MS),
      until: timeOf(values.until) ?? new Date(),
    })
  : localLog(logFilesOf(dirname(import.meta.dirname), ports.gateway));

const story = await follow(name, {
  searchLog,
  ...tableSteps(dynamodb, stage),
  deadLetters: (names) => deadLetterSteps(sqs, stage, names),
});
console.log(printStory(story));
dynamodb.destroy();
sqs.destroy();

function timeOf(typed: string | undefined): Date | undefined {
  if (typed === undefined) return undefined;
  const time = new Date(typed);
  if (Number.isNaN(time.getTime())) throw new Error(`"${typed}" is no time; write 2026-11-27T08:00:00Z.`);
  return time;
}
