import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { withBackOff } from './back-off-queue.ts';

const sqs = new SQSClient({});
let url: string;
beforeAll(async () => {
  const command = new CreateQueueCommand({
    QueueName: `back-off-${Date.now()}`,
    Attributes: { VisibilityTimeout: '1' },
  });
  const { QueueUrl = '' } = await sqs.send(command);
  url = `${process.env['AWS_ENDPOINT_URL_SQS']}${new URL(QueueUrl).pathname}`;
  setEnvironment({ RETRY_QUEUE_URL: url });
});
afterAll(() => sqs.destroy());

const receive = async () =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 2 }))).Messages?.[0];

describe('withBackOff', () => {
  it('keeps a message that failed out of sight for longer than the queue would', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'letter' }));
    const message = await receive();
    const event = queueEvent(['letter']);
    for (const record of event.Records) record.receiptHandle = message?.ReceiptHandle ?? '';
    const failing = withBackOff(({ Records }) =>
      Promise.resolve({ batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) }),
    );
    expect((await failing(event)).batchItemFailures).toHaveLength(1);
    // Its own visibility timeout of one second has passed by the end of this.
    expect(await receive()).toBeUndefined();
  });

  it('says that messages failed even when the queue cannot be reached', async () => {
    const back = setEnvironment({ RETRY_QUEUE_URL: `${url}-that-is-not-there` });
    const event = queueEvent(['letter']);
    const failed = { batchItemFailures: [{ itemIdentifier: event.Records[0]?.messageId ?? '' }] };
    expect(await withBackOff(() => Promise.resolve(failed))(event)).toEqual(failed);
    back();
  });
});
