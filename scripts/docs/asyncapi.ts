import { type EventContract, SERVICES } from '@cartless/domain';
import { filterPolicy } from '@cartless/infrastructure';
import type { AsyncApi } from '@cartless/local-aws/event-catalogue';
import type { Consumer } from './event-consumers.ts';
import { eventSchema, exampleEvent } from './event-schema.ts';

type Json = Record<string, unknown>;

/**
 * The AsyncAPI 3.0 document of the event bus: one channel per producer, one message per event, and who sends and
 * receives what.
 *
 * @param consumers who reads which event type
 */
export function asyncApiDocument(
  version: string,
  contracts: readonly EventContract[],
  consumers: ReadonlyMap<string, readonly Consumer[]>,
): AsyncApi {
  const document: Json = {
    asyncapi: '3.0.0',
    info: {
      title: 'Cartless events',
      version,
      description: 'What the services tell one another, over one SNS topic per producer.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(SERVICES.map((producer) => [producer, channel(producer, contracts)])),
    operations: Object.assign(
      {},
      ...SERVICES.map((producer) => operations(producer, contracts, consumers)),
    ) as Json,
    components: {
      messages: Object.fromEntries(contracts.map((contract) => [contract.type, message(contract)])),
      schemas: Object.fromEntries(contracts.map((contract) => [contract.type, dataSchema(contract)])),
    },
  };
  return document as unknown as AsyncApi;
}

const publishedBy = (producer: string, contracts: readonly EventContract[]) =>
  contracts.filter((contract) => contract.producer === producer);

function channel(producer: string, contracts: readonly EventContract[]): Json {
  return {
    address: `cartless-{stage}-${producer}-events`,
    description: `The SNS topic of the ${producer} service`,
    parameters: { stage: { description: 'The stage of the deployment', default: 'dev' } },
    messages: Object.fromEntries(
      publishedBy(producer, contracts).map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]),
    ),
  };
}

function operations(
  producer: string,
  contracts: readonly EventContract[],
  consumers: ReadonlyMap<string, readonly Consumer[]>,
): Json {
  const types = publishedBy(producer, contracts).map(({ type }) => type);
  const operation = (action: 'send' | 'receive', summary: string, some: readonly string[]) => ({
    action,
    summary,
    channel: { $ref: `#/channels/${producer}` },
    messages: some.map((type) => ({ $ref: `#/channels/${producer}/messages/${type}` })),
  });
  const read = types.flatMap((type) => (consumers.get(type) ?? []).map((consumer) => ({ consumer, type })));
  const readers = Map.groupBy(read, ({ consumer }) => `${consumer.service}-${consumer.function}`);
  return {
    [`${producer}-publishes`]: operation('send', `The ${producer} service publishes its facts`, types),
    ...Object.fromEntries(
      [...readers].map(([name, some]) => {
        const { consumer } = some[0] as (typeof some)[number];
        const reads = some.map(({ type }) => type);
        return [
          `${name}-reads-${producer}`,
          { ...operation('receive', consumer.does, reads), ...readBy(consumer, reads) },
        ];
      }),
    ),
  };
}

/** Who reads, and how it gets there: a queue, its subscription to the topic, and the filter of that. */
function readBy({ service, function: key, queue }: Consumer, types: readonly string[]): Json {
  const name = `cartless-{stage}-${service}-${queue}`;
  const subscription = {
    protocol: 'sqs',
    endpoint: { name },
    rawMessageDelivery: true,
    filterPolicy: Object.fromEntries(Object.entries(filterPolicy(types)).map(asBound)),
  };
  return {
    title: `${service}: ${key}`,
    tags: [{ name: service }],
    'x-function': key,
    bindings: {
      sns: { consumers: [subscription] },
      sqs: {
        queues: [
          { name, fifoQueue: false, redrivePolicy: { deadLetterQueue: { name: `${name}-dead-letters` } } },
        ],
      },
    },
  };
}

/** The schema of the binding knows conditions, but none in a list. */
const asBound = ([name, values]: [string, unknown]): [string, unknown] => {
  const [first, ...others] = values as readonly unknown[];
  return [name, typeof first === 'object' && others.length === 0 ? first : values];
};

function message(contract: EventContract): Json {
  const { type, description } = contract;
  const text = { type: 'string' };
  return {
    name: type,
    title: type,
    summary: description,
    payload: {
      type: 'object',
      required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'sequence', 'data'],
      properties: {
        specversion: { const: '1.0' },
        id: text,
        source: text,
        type: { const: type },
        subject: { ...text, description: 'The id of the aggregate' },
        time: { ...text, format: 'date-time' },
        datacontenttype: { const: 'application/json' },
        dataschema: text,
        sequence: { ...text, pattern: String.raw`^\d{10}$`, description: 'The version of the aggregate' },
        traceparent: text,
        correlationid: text,
        data: { $ref: `#/components/schemas/${type}` },
      },
    },
    examples: [{ name: 'example', payload: exampleEvent(contract) }],
  };
}

function dataSchema(contract: EventContract): Json {
  const { $schema: _, $id: __, ...schema } = eventSchema(contract);
  return schema;
}
