import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { CREDENTIALS, REGION } from '../local-account.ts';
import type { Emulator } from './emulator.ts';
import { startMessaging } from './messaging.ts';

let emulator: Emulator;
let client: SQSClient;

beforeEach(async () => {
  emulator = await startMessaging({ port: 0 });
  client = new SQSClient({ endpoint: emulator.url, region: REGION, credentials: CREDENTIALS });
  // No wait for a message ends because nothing came.
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate', 'setInterval'] });
});

afterEach(async () => {
  jest.useRealTimers();
  client.destroy();
  await emulator.stop();
});

test('who waits for a message gets one that is late when its time has come', async () => {
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({ QueueName: 'late', Attributes: { DelaySeconds: '1' } }),
  );
  const answer = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
  expect((await answer).Messages).toMatchObject([{ Body: 'late' }]);
});

test('who waits for a message gets one that is shown again when its time has come', async () => {
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({ QueueName: 'shown-again', Attributes: { VisibilityTimeout: '1' } }),
  );
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
  await client.send(new ReceiveMessageCommand({ QueueUrl }));
  const answer = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  expect((await answer).Messages).toMatchObject([{ Body: 'again' }]);
});
