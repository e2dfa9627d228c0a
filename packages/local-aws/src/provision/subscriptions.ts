import {
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';
import { attributeText } from './queues.ts';
import type { Properties, ResourceKind } from './resource-kind.ts';

const ATTRIBUTES = ['RawMessageDelivery', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy'];

/** `AWS::SNS::Subscription` of an SQS queue. */
export const subscriptionKind: ResourceKind = {
  used: ['TopicArn', 'Protocol', 'Endpoint', ...ATTRIBUTES],
  ignored: ['Region', 'DeliveryPolicy'],
  async create(_logicalId, properties, { sns }) {
    return { ref: await ensureSubscription(properties, sns), attributes: {} };
  },
};

/**
 * Subscribes a queue to a topic, or brings the attributes of an existing subscription in line.
 *
 * @returns the subscription's ARN.
 * @throws Error when the topic is not there or the protocol is not sqs.
 */
export async function ensureSubscription(properties: Properties, sns: SNSClient): Promise<string> {
  const { TopicArn, Protocol } = properties as Readonly<Record<string, string>>;
  if (Protocol !== 'sqs') {
    throw new Error(`Protocol is ${String(Protocol)}; the local account delivers to sqs only`);
  }
  try {
    return await subscribe(properties as Readonly<Record<string, string>>, sns);
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
    throw new Error(
      `subscribes to ${TopicArn}, which is not there. Is its template among custom.localAws.prerequisites?`,
      { cause: error },
    );
  }
}

async function subscribe(properties: Readonly<Record<string, string>>, sns: SNSClient): Promise<string> {
  const { TopicArn, Protocol, Endpoint } = properties;
  const attributes = ATTRIBUTES.filter((name) => properties[name] !== undefined).map(
    (name) => [name, attributeText(properties[name])] as const,
  );
  const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const existing = page.Subscriptions?.find(
    (subscription) => subscription.Endpoint === Endpoint,
  )?.SubscriptionArn;
  if (existing === undefined) {
    const Attributes = Object.fromEntries(attributes);
    const created = await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));
    return created.SubscriptionArn ?? '';
  }
  for (const [AttributeName, AttributeValue] of attributes) {
    await sns.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn: existing, AttributeName, AttributeValue }),
    );
  }
  return existing;
}
