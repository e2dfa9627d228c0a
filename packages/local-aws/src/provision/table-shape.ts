import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import { checkKeys } from './resource-kind.ts';
import type { Properties } from './resource-kind.ts';
import { isRecord } from './template.ts';

const INDEX_KEYS = ['IndexName', 'KeySchema', 'Projection'];
const INDEX_IGNORED = [
  'ProvisionedThroughput',
  'OnDemandThroughput',
  'WarmThroughput',
  'WriteProvisionedThroughputSettings',
  'WriteOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'ReadOnDemandThroughputSettings',
  'ContributorInsightsSpecification',
];

/** Turns the template's properties into the call that creates the table, on demand. */
export function tableInput(logicalId: string, properties: Properties): CreateTableCommandInput {
  const stream = properties['StreamSpecification'];
  const global = indexes(logicalId, properties['GlobalSecondaryIndexes']);
  const local = indexes(logicalId, properties['LocalSecondaryIndexes']);
  if (isRecord(stream))
    checkKeys(`${logicalId}.StreamSpecification`, stream, ['StreamViewType', 'ResourcePolicy']);
  const input: Properties = {
    TableName: properties['TableName'],
    AttributeDefinitions: properties['AttributeDefinitions'],
    KeySchema: properties['KeySchema'],
    BillingMode: 'PAY_PER_REQUEST',
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(isRecord(stream)
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream['StreamViewType'] } }
      : {}),
  };
  // The template's shapes are the API's shapes; DynamoDB itself rejects what is malformed.
  return input as unknown as CreateTableCommandInput;
}

/** Names the parts in which an existing table differs from what the template says. */
export function tableDifferences(
  wanted: CreateTableCommandInput,
  existing: TableDescription,
): readonly string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['keys', keys(wanted), keys(existing)],
    ['attribute types', attributes(wanted), attributes(existing)],
    ['global indexes', shape(wanted.GlobalSecondaryIndexes), shape(existing.GlobalSecondaryIndexes)],
    ['local indexes', shape(wanted.LocalSecondaryIndexes), shape(existing.LocalSecondaryIndexes)],
    [
      'stream',
      wanted.StreamSpecification?.StreamViewType ?? 'none',
      existing.StreamSpecification?.StreamViewType ?? 'none',
    ],
  ];
  return pairs
    .filter(([, left, right]) => JSON.stringify(left) !== JSON.stringify(right))
    .map(([name]) => name);
}

function indexes(logicalId: string, value: unknown): readonly Properties[] {
  if (value === undefined) return [];
  return (value as readonly Properties[]).map((index) => {
    checkKeys(`${logicalId} index ${String(index['IndexName'])}`, index, [...INDEX_KEYS, ...INDEX_IGNORED]);
    return Object.fromEntries(INDEX_KEYS.map((key) => [key, index[key]]));
  });
}

interface Keyed {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: readonly object[] | undefined;
  readonly Projection?: object | undefined;
}

const sorted = (values: readonly string[]): readonly string[] => values.toSorted();

/* Members come in any order from the template and from the emulator. */
const flat = (value: object): string =>
  Object.entries(value)
    .map(
      ([name, entry]) =>
        `${name}=${Array.isArray(entry) ? sorted(entry as string[]).join('+') : String(entry)}`,
    )
    .toSorted()
    .join(',');

const keys = ({ KeySchema }: Keyed): readonly string[] => sorted((KeySchema ?? []).map(flat));

const attributes = ({
  AttributeDefinitions,
}: {
  AttributeDefinitions?: readonly object[] | undefined;
}): readonly string[] => sorted((AttributeDefinitions ?? []).map(flat));

const shape = (list: readonly Keyed[] | undefined): readonly string[] =>
  sorted(
    (list ?? []).map(
      (index) => `${index.IndexName}:${keys(index).join(';')}:${flat(index.Projection ?? {})}`,
    ),
  );
