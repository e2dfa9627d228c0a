import { CreateTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { attributeText } from './queues.ts';
import { ensureSubscription } from './subscriptions.ts';
import type { Properties, ResourceKind } from './resource-kind.ts';

/** `AWS::SNS::Topic`, standard or FIFO. */
export const topicKind: ResourceKind = {
  used: ['TopicName', 'DisplayName', 'FifoTopic', 'ContentBasedDeduplication', 'Subscription'],
  ignored: [
    'DataProtectionPolicy',
    'DeliveryStatusLogging',
    'FifoThroughputScope',
    'KmsMasterKeyId',
    'SignatureVersion',
    'Tags',
    'TracingConfig',
  ],
  async create(_logicalId, properties, { sns, topics }) {
    const name = String(properties['TopicName']);
    const fifo =
      properties['FifoTopic'] === undefined ? {} : { FifoTopic: attributeText(properties['FifoTopic']) };
    const created = await sns.send(new CreateTopicCommand({ Name: name, Attributes: fifo }));
    const arn = created.TopicArn ?? '';
    for (const attribute of ['DisplayName', 'ContentBasedDeduplication']) {
      if (properties[attribute] === undefined) continue;
      const AttributeValue = attributeText(properties[attribute]);
      await sns.send(
        new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: attribute, AttributeValue }),
      );
    }
    for (const inline of (properties['Subscription'] ?? []) as readonly Properties[]) {
      await ensureSubscription({ ...inline, TopicArn: arn }, sns);
    }
    topics[name] = arn;
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
};
