import { parseArgs } from 'node:util';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';
import { countLine, countMessages } from './dead-letter-counts.ts';

const HELP = `Usage: pnpm redrive list                     dead-letter queues and how many messages they hold
       pnpm redrive show <queue>             the messages: event, reason, since when
       pnpm redrive move <queue> [--max N]   back to the queue they came from

  --stage <stage>   default dev
  --aws             the account of your AWS credentials; without it the shop on this machine`;

const SUFFIX = '-dead-letters';
/** Long enough to read a queue to its end, short enough that a broken-off run hides nothing for long. */
const HOLD_SECONDS = 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    max: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});
const sqs = values.aws
  ? new SQSClient({})
  : new SQSClient({
      endpoint: `http://localhost:${readPorts().messaging}`,
      region: REGION,
      credentials: CREDENTIALS,
    });

async function list(): Promise<void> {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: `cartless-${values.stage}-` }),
  );
  for (const QueueUrl of QueueUrls.filter((url) => url.endsWith(SUFFIX)).toSorted()) {
    console.log(countLine(QueueUrl.split('/').at(-1) ?? '', await countMessages(sqs, QueueUrl)));
  }
}

async function show(queue: string): Promise<void> {
  const url = await urlOf(queue);
  const messages = await receiveAll(url);
  for (const message of messages) {
    console.log(describe(message));
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  }
  console.log(`${messages.length} messages in ${queue}`);
}

function describe({ MessageId, Body = '', MessageAttributes = {}, Attributes = {} }: Message): string {
  const event = parse(Body);
  // The item in it is not shown: it may tell of a person.
  if (/"DDBStreamBatchInfo"|"NewImage"/.test(Body)) {
    return `${MessageId}  changes that the relay could not publish; "pnpm replay <service>" tries again`;
  }
  const parked = MessageAttributes['reason']?.StringValue;
  const lines = [
    `${MessageId}  ${event['type'] ?? 'no event'}  ${event['id'] ?? ''}`,
    `  since   ${new Date(Number(Attributes['SentTimestamp'] ?? 0)).toISOString()}`,
    `  trace   ${event['correlationid'] ?? event['traceparent'] ?? '-'}`,
    `  reason  ${parked === undefined ? 'failed at every try; the log of its trace says why' : `${MessageAttributes['code']?.StringValue}: ${parked}`}`,
  ];
  return lines.join('\n');
}

async function move(queue: string, max: number): Promise<void> {
  if (!queue.endsWith(SUFFIX) || queue.endsWith(`-relay${SUFFIX}`)) {
    throw new Error(`${queue} has no queue to move back to. A relay's failures are replayed from its table.`);
  }
  const [from, to] = [await urlOf(queue), await urlOf(queue.slice(0, -SUFFIX.length))];
  const messages = (await receiveAll(from)).slice(0, max);
  for (const { Body, ReceiptHandle } of messages) {
    // Sent before it is deleted: a crash in between repeats a message, and consumers are idempotent.
    await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
  }
  console.log(`${messages.length} messages moved to ${to.split('/').at(-1)}`);
}

async function receiveAll(QueueUrl: string): Promise<Message[]> {
  const all = new Map<string, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HOLD_SECONDS,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !all.has(MessageId));
    if (fresh.length === 0) return [...all.values()];
    for (const message of fresh) all.set(message.MessageId ?? '', message);
  }
}

async function urlOf(queue: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
    return QueueUrl;
  } catch (error) {
    throw new Error(`There is no queue ${queue}; "pnpm redrive list" names them.`, { cause: error });
  }
}

/** The text members of an event's envelope. */
function parse(body: string): Record<string, string | undefined> {
  try {
    return JSON.parse(body) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}

const [command, queue = ''] = positionals;
if (values.help || command === undefined) console.log(HELP);
else if (command === 'list') await list();
else if (command === 'show') await show(queue);
else if (command === 'move') await move(queue, Number(values.max));
else throw new Error(`"${command}" is not known.\n${HELP}`);
