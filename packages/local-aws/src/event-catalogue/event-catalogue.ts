import { type EventField, fieldsOf, type Schema } from './event-fields.ts';

/** As much of an AsyncAPI document as is shown. */
export type AsyncApi = Readonly<{
  info: Readonly<{ title: string; version: string }>;
  channels: Readonly<Record<string, Readonly<{ address: string; messages: Readonly<Record<string, Ref>> }>>>;
  operations: Readonly<Record<string, Operation>>;
  components: Readonly<{
    messages: Readonly<
      Record<string, Readonly<{ summary: string; examples: readonly Readonly<{ payload: unknown }>[] }>>
    >;
    schemas: Readonly<Record<string, Schema>>;
  }>;
}>;
type Ref = Readonly<{ $ref: string }>;
type Operation = Readonly<{
  action: 'send' | 'receive';
  summary: string;
  channel: Ref;
  messages: readonly Ref[];
  tags?: readonly Readonly<{ name: string }>[];
  'x-function'?: string;
  bindings?: Readonly<{ sns: Readonly<{ consumers: readonly Subscription[] }> }>;
}>;
type Subscription = Readonly<{
  endpoint: Readonly<{ name: string }>;
  filterPolicy: Readonly<Record<string, unknown>>;
}>;

/** Who reads an event, and what becomes of it there. */
export type EventConsumer = Readonly<{
  service: string;
  function: string;
  does: string;
  /** The name of the queue on AWS, with `{stage}` in it. */
  queue: string;
  /** Which messages of the producer's topic reach that queue. */
  filter: Readonly<Record<string, unknown>>;
}>;

/** One kind of event with all that there is to say of it. */
export type CatalogueEvent = Readonly<{
  type: string;
  producer: string;
  /** The SNS topic that it is published to, with `{stage}` in it. */
  topic: string;
  description: string;
  consumers: readonly EventConsumer[];
  fields: readonly EventField[];
  example: unknown;
  /** The types that tell the same fact in other versions. */
  otherVersions: readonly string[];
  /** Whether there is a version after this one. */
  isOld: boolean;
}>;

/** How many kinds of events one service reads of another, or of itself. */
export type Talk = Readonly<{ from: string; to: string; types: readonly string[] }>;

/** All events of the shop, by who publishes them, and who talks to whom. */
export type EventCatalogue = Readonly<{
  version: string;
  producers: readonly Readonly<{ name: string; topic: string; events: readonly CatalogueEvent[] }>[];
  talks: readonly Talk[];
}>;

/** Reads the event catalogue out of the AsyncAPI document of the shop. */
export function eventCatalogue(document: AsyncApi): EventCatalogue {
  const types = Object.keys(document.components.messages);
  const producers = Object.entries(document.channels).map(([name, { address: topic, messages }]) => ({
    name,
    topic,
    events: Object.keys(messages).map((type) => ({
      type,
      producer: name,
      topic,
      ...told(document, type),
      consumers: consumersOf(document, type),
      ...versions(types, type),
    })),
  }));
  return {
    version: document.info.version,
    producers,
    talks: talksOf(producers.flatMap(({ events }) => events)),
  };
}

function told({ components }: AsyncApi, type: string) {
  const message = components.messages[type];
  return {
    description: message?.summary ?? '',
    example: message?.examples[0]?.payload,
    fields: fieldsOf(components.schemas[type] ?? {}),
  };
}

const lastOf = ({ $ref }: Ref): string => $ref.slice($ref.lastIndexOf('/') + 1);

const consumersOf = ({ operations }: AsyncApi, type: string): EventConsumer[] =>
  Object.values(operations)
    .filter(({ action, messages }) => action === 'receive' && messages.some((one) => lastOf(one) === type))
    .map(({ summary, tags, bindings, 'x-function': key = '' }) => {
      const subscription = bindings?.sns.consumers[0];
      return {
        service: tags?.[0]?.name ?? '',
        function: key,
        does: summary,
        queue: subscription?.endpoint.name ?? '',
        filter: subscription?.filterPolicy ?? {},
      };
    })
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));

const nameOf = ({ service, function: key }: EventConsumer): string => `${service} ${key}`;

const VERSION = /\.v(\d+)$/;
const versionOf = (type: string): number => Number(VERSION.exec(type)?.[1] ?? 1);
const factOf = (type: string): string => type.replace(VERSION, '');

function versions(types: readonly string[], type: string) {
  const otherVersions = types.filter((other) => other !== type && factOf(other) === factOf(type));
  return { otherVersions, isOld: otherVersions.some((other) => versionOf(other) > versionOf(type)) };
}

function talksOf(events: readonly CatalogueEvent[]): Talk[] {
  const said = events.flatMap(({ producer, type, consumers }) =>
    [...new Set(consumers.map(({ service }) => service))].map((to) => ({ from: producer, to, type })),
  );
  return [...Map.groupBy(said, ({ from, to }) => `${from} ${to}`).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ from: first.from, to: first.to, types: same.map(({ type }) => type) }];
  });
}
