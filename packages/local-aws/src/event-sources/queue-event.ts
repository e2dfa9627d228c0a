import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';

/** What is the same in every record of one queue. */
export interface QueueIdentity {
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** A message as Lambda shows it to a function. */
export interface QueueRecord extends QueueIdentity {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, QueueRecordAttribute>>;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly eventSource: 'aws:sqs';
}

interface QueueRecordAttribute {
  readonly stringValue?: string;
  readonly binaryValue?: string;
  readonly stringListValues: readonly never[];
  readonly binaryListValues: readonly never[];
  readonly dataType: string;
}

/** Reads account and name from the queue's URL, which ends in `/<account>/<name>` at SQS and in the emulator alike. */
export function queueIdentity(queueUrl: string, region: string): QueueIdentity {
  const [, account, name] = /\/(\d+)\/([^/]+)$/.exec(queueUrl) ?? [];
  if (account === undefined || name === undefined) {
    throw new Error(`"${queueUrl}" is not the URL of a queue: it must end in an account and a name.`);
  }
  return { eventSourceARN: `arn:aws:sqs:${region}:${account}:${name}`, awsRegion: region };
}

/** Shapes a received message as Lambda's SQS event has it. */
export function toQueueRecord(message: Message, identity: QueueIdentity): QueueRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      attributes.map(([name, value]) => [name, toRecordAttribute(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    ...(message.MD5OfMessageAttributes === undefined
      ? {}
      : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    ...identity,
  };
}

function toRecordAttribute(value: MessageAttributeValue): QueueRecordAttribute {
  return {
    ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
    ...(value.BinaryValue === undefined
      ? {}
      : { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType: value.DataType ?? 'String',
  };
}

/** What a filter looks at: the record with its body read as JSON where it is JSON. */
export function queueFilterView(record: QueueRecord): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) as unknown };
  } catch {
    return record;
  }
}
