import { type DomainEvent, type OutboxEntry, type Publication, toCloudEvent } from '@cartless/domain';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Item = Readonly<Record<string, unknown>>;

/** An event on its way to the topic, and the change that it comes from. */
export type Outgoing = Readonly<{
  record: DynamoDBRecord;
  event: DomainEvent;
  message: string;
  /** The same fact is told under a later version of its contract too. */
  hasNewer: boolean;
}>;

/**
 * What a change has to tell: the events that its item holds and did not hold before.
 * @throws Error when one of them cannot be made
 */
export function outgoingOf(
  record: DynamoDBRecord,
  publications: readonly Publication[],
): readonly Outgoing[] {
  const item = image(record.dynamodb?.NewImage);
  const known = new Set(entries(image(record.dynamodb?.OldImage)).map(identity));
  return entries(item)
    .filter((entry) => !known.has(identity(entry)))
    .map((entry) => {
      const publication = publications.find(({ contract }) => contract.type === entry.type);
      if (publication === undefined) throw new Error(`this relay does not publish ${entry.type}`);
      const event = publication.event(item, entry);
      const hasNewer = entries(item).some((other) => isNewer(other, entry));
      return { record, event, message: JSON.stringify(toCloudEvent(event)), hasNewer };
    });
}

const VERSION = /\.v(\d+)$/;
const versionOf = ({ type }: OutboxEntry): number => Number(VERSION.exec(type)?.[1]);
const nameOf = ({ type }: OutboxEntry): string => type.replace(VERSION, '');
const isNewer = (other: OutboxEntry, entry: OutboxEntry): boolean =>
  other.s === entry.s &&
  other.n === entry.n &&
  nameOf(other) === nameOf(entry) &&
  versionOf(other) > versionOf(entry);

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

const image = (attributes: Image): Item =>
  attributes === undefined ? {} : unmarshall(attributes as Parameters<typeof unmarshall>[0]);

const entries = (item: Item): OutboxEntry[] => (item['outbox'] as OutboxEntry[] | undefined) ?? [];

const identity = ({ type, s, n }: OutboxEntry): string => `${s}.${n}.${type}`;
