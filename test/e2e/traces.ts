import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { CREDENTIALS, type Ports, REGION } from '@cartless/local-aws';
import { queueClient, queuesOf } from '@cartless/local-aws/dev';

/** Something that is kept somewhere, as text. */
export type Kept = Readonly<{ place: string; text: string }>;

const at = (port: number) => ({
  endpoint: `http://localhost:${port}`,
  region: REGION,
  credentials: CREDENTIALS,
});

/** Every item of every table, raw. */
export async function keptInTables({ dynamodb }: Pick<Ports, 'dynamodb'>): Promise<Kept[]> {
  const client = new DynamoDBClient(at(dynamodb));
  const kept: Kept[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        for (const item of Items) {
          const key = [item['pk'] ?? item['id'], item['sk']].map((part) => part?.S ?? '').join(' ');
          kept.push({ place: `${TableName}: ${key}`, text: JSON.stringify(item) });
        }
      }
    }
  }
  return kept;
}

/** Every message of every queue that can be read, dead letters among them. They stay there. */
export async function keptInQueues(ports: Pick<Ports, 'messaging'>): Promise<Kept[]> {
  const client = queueClient(ports);
  const kept: Kept[] = [];
  for (const QueueUrl of await queuesOf(client)) {
    const held: (string | undefined)[] = [];
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 20,
          MessageAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) break;
      held.push(...Messages.map(({ ReceiptHandle }) => ReceiptHandle));
      kept.push(...Messages.map((message) => ({ place: QueueUrl, text: JSON.stringify(message) })));
    }
    for (const ReceiptHandle of held) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      );
    }
  }
  return kept;
}

/** Puts a message into a queue; with `why` as a consumer parks one. */
export async function giveTo(
  ports: Pick<Ports, 'messaging'>,
  queue: string,
  message: unknown,
  why?: Readonly<Record<'code' | 'reason', string>>,
) {
  const client = queueClient(ports);
  const QueueUrl = (await queuesOf(client)).find((url) => url.endsWith(`/${queue}`));
  if (QueueUrl === undefined) throw new Error(`there is no queue ${queue}`);
  const MessageAttributes = Object.fromEntries(
    Object.entries(why ?? {}).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  await client.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), MessageAttributes }),
  );
}

/**
 * Where a value can be read: as it is, in other forms of Unicode, in other letters, escaped, percent-encoded, as hex or Base64.
 * A number is found by its last ten digits, however it is written.
 */
export function traces(kept: readonly Kept[], value: string): string[] {
  const forms = formsOf(value).map((form) => form.toLowerCase());
  const encoded = base64sOf(value);
  return kept
    .filter(({ text }) => {
      const lower = text.toLowerCase();
      return forms.some((form) => lower.includes(form)) || encoded.some((form) => text.includes(form));
    })
    .map(({ place }) => place);
}

const UNICODE = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

function formsOf(value: string): string[] {
  const digits = value.replaceAll(/\D/g, '');
  const isNumber = /^[+\d\s()-]+$/.test(value);
  const spellings = [value, ...UNICODE.map((form) => value.normalize(form))];
  const all = spellings.flatMap((one) => [
    one,
    JSON.stringify(one).slice(1, -1),
    JSON.stringify(JSON.stringify(one)).slice(3, -3),
    one.replaceAll(/[^\x20-\x7e]/g, (c) => String.raw`\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    encodeURIComponent(one),
    Buffer.from(one).toString('hex'),
  ]);
  return [...new Set([...all, ...(isNumber ? [digits.slice(-10)] : [])])];
}

/** What is the same of a text's Base64, wherever in a longer text it begins. */
const base64sOf = (value: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${value}`)
      .toString('base64')
      .replaceAll('=', '');
    const inner = encoded.slice(before === 0 ? 0 : before + 1, -2);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
