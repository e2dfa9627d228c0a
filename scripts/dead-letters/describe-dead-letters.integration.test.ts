import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countMessages } from '@cartless/lambda/dead-letters';
import { countLine } from './describe-dead-letters.ts';

describe('the list of dead letters', () => {
  const sqs = new SQSClient({});
  let QueueUrl = '';
  beforeAll(async () => {
    const QueueName = `counted-${randomUUID()}`;
    await sqs.send(new CreateQueueCommand({ QueueName }));
    QueueUrl = `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${QueueName}`;
  });
  afterAll(async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    sqs.destroy();
  });

  it('counts what somebody has just looked at, and says so', async () => {
    for (const MessageBody of ['a', 'b', 'c'])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    expect(await countMessages(sqs, QueueUrl)).toEqual({ all: 3, held: 0 });
    const look = { QueueUrl, MaxNumberOfMessages: 2, VisibilityTimeout: 600 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(look));
    expect(await countMessages(sqs, QueueUrl)).toEqual({ all: 3, held: Messages.length });
  });

  it('is one line a queue', () => {
    expect(countLine('cartless-dev-orders-mails-dead-letters', { all: 12, held: 0 })).toBe(
      '    12  cartless-dev-orders-mails-dead-letters',
    );
    expect(countLine('q', { all: 3, held: 2 })).toBe(
      '     3  q  (2 of them just read by somebody, and hidden for a moment)',
    );
  });
});
