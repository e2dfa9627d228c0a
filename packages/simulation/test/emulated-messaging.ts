import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { startFauxqs } from 'fauxqs';
import type { Subscription } from '../src/build/deployment.ts';
import type { QueueBench, TopicBench } from './messaging-suite.ts';

const arn = (name: string): string => `arn:aws:sqs:${REGION}:000000000000:${name}`;

/** The emulator of SNS and SQS, in this process. */
export async function emulator() {
  const server = await startFauxqs({ port: 0, logger: false });
  const options = { endpoint: `http://127.0.0.1:${server.port}`, region: REGION, credentials: CREDENTIALS };
  const sqs = new SQSClient(options);
  const sns = new SNSClient(options);

  const create = async (QueueName: string, Attributes: Record<string, string> = {}): Promise<string> =>
    (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  const receive = async (QueueUrl: string, most: number, visibilityMs: number) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: most,
        VisibilityTimeout: visibilityMs / 1000,
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages.map(({ ReceiptHandle = '', Body = '', MessageAttributes }) => ({
      id: ReceiptHandle,
      body: Body,
      kind: MessageAttributes?.['kind']?.StringValue,
    }));
  };

  /** Subscribes a queue to a topic, which is made unless it is there. @returns the topic */
  const subscribed = async (
    Name: string,
    queue: string,
    filter?: Subscription['filter'],
  ): Promise<string> => {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }));
    const Attributes = {
      RawMessageDelivery: 'true',
      ...(filter !== undefined && { FilterPolicy: JSON.stringify(filter) }),
    };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn(queue), Attributes }));
    return TopicArn;
  };

  let count = 0;
  const queues: QueueBench = {
    pass: (ms) => sleep(ms),
    async create(receives, delayMs = 0) {
      count += 1;
      const name = `queue${count}`;
      const deadUrl = await create(`${name}-dead`);
      const RedrivePolicy = JSON.stringify({
        deadLetterTargetArn: arn(`${name}-dead`),
        maxReceiveCount: receives,
      });
      const QueueUrl = await create(name, { RedrivePolicy, DelaySeconds: String(delayMs / 1000) });
      const topic = await subscribed(`topic${count}`, name);
      return {
        async send(MessageBody, delayMs = 0) {
          const MessageAttributes = { kind: { DataType: 'String', StringValue: 'test' } };
          await sqs.send(
            new SendMessageCommand({
              QueueUrl,
              MessageBody,
              MessageAttributes,
              DelaySeconds: delayMs / 1000,
            }),
          );
        },
        async publish(Message) {
          await sns.send(new PublishCommand({ TopicArn: topic, Message }));
        },
        receive: (most, visibilityMs) => receive(QueueUrl, most, visibilityMs),
        async delete(ReceiptHandle) {
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        },
        async show(ReceiptHandle, afterMs) {
          const VisibilityTimeout = afterMs / 1000;
          await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
        },
        deadLetters: () => receive(deadUrl, 10, 1000),
      };
    },
  };

  /** Topics with queues that are subscribed to them. */
  async function topics(subscriptions: readonly Subscription[]): Promise<TopicBench> {
    const urls = new Map<string, string>();
    const arns = new Map<string, string>();
    for (const { topic, queue, filter } of subscriptions) {
      const name = queue.replace('/', '-');
      if (!urls.has(queue)) urls.set(queue, await create(name));
      arns.set(topic, await subscribed(topic.replaceAll(/\W/g, '-'), name, filter));
    }
    return {
      async publish(topic, attributes) {
        const MessageAttributes = Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        );
        await sns.send(new PublishCommand({ TopicArn: arns.get(topic), Message: '{}', MessageAttributes }));
        const got: string[] = [];
        for (const [queue, url] of urls) if ((await receive(url, 10, 43_200_000)).length > 0) got.push(queue);
        return got.toSorted();
      },
    };
  }

  const stop = async (): Promise<void> => {
    sqs.destroy();
    sns.destroy();
    await server.stop();
  };
  return { queues, topics, stop };
}
