import { parseArgs } from 'node:util';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';
import { countLine, countMessages } from './dead-letters/dead-letter-counts.ts';
import { readDeadLetter } from './dead-letters/dead-letter.ts';
import { deadLetterQueues, letGo, nameOf, receiveAll, SUFFIX } from './dead-letters/read-dead-letters.ts';

const HELP = `Usage: pnpm redrive list                     dead-letter queues and how many messages they hold
       pnpm redrive show <queue>             the messages: event, reason, since when
       pnpm redrive move <queue> [--max N]   back to the queue they came from

  --stage <stage>   default dev
  --aws             the account of your AWS credentials; without it the shop on this machine`;

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
  for (const url of await deadLetterQueues(sqs, values.stage))
    console.log(countLine(nameOf(url), await countMessages(sqs, url)));
}

async function show(queue: string): Promise<void> {
  const url = await urlOf(queue);
  const messages = await receiveAll(sqs, url);
  for (const message of messages) console.log(describe(message));
  await letGo(sqs, url, messages);
  console.log(`${messages.length} messages in ${queue}`);
}

function describe(message: Message): string {
  const { id, event, eventId, since, trace, reason, isChange } = readDeadLetter(message);
  if (isChange) return `${id}  changes that the relay could not publish; "pnpm replay <service>" tries again`;
  return [
    `${id}  ${event ?? 'no event'}  ${eventId ?? ''}`,
    `  since   ${since}`,
    `  trace   ${trace ?? '-'}`,
    `  reason  ${reason ?? 'failed at every try; the log of its trace says why'}`,
  ].join('\n');
}

async function move(queue: string, max: number): Promise<void> {
  if (!queue.endsWith(SUFFIX) || queue.endsWith(`-relay${SUFFIX}`)) {
    throw new Error(`${queue} has no queue to move back to. A relay's failures are replayed from its table.`);
  }
  const [from, to] = [await urlOf(queue), await urlOf(queue.slice(0, -SUFFIX.length))];
  const messages = (await receiveAll(sqs, from)).slice(0, max);
  for (const { Body, ReceiptHandle, MessageAttributes = {} } of messages) {
    const { traceparent } = MessageAttributes;
    // Sent before it is deleted: a crash in between repeats a message, and consumers are idempotent.
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: to,
        MessageBody: Body,
        ...(traceparent && { MessageAttributes: { traceparent } }),
      }),
    );
    await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
  }
  console.log(`${messages.length} messages moved to ${nameOf(to)}`);
}

async function urlOf(queue: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
    return QueueUrl;
  } catch (error) {
    throw new Error(`There is no queue ${queue}; "pnpm redrive list" names them.`, { cause: error });
  }
}

const [command, queue = ''] = positionals;
if (values.help || command === undefined) console.log(HELP);
else if (command === 'list') await list();
else if (command === 'show') await show(queue);
else if (command === 'move') await move(queue, Number(values.max));
else throw new Error(`"${command}" is not known.\n${HELP}`);
