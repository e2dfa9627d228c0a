import type { Index, KeyShape, Table } from '@cartless/aggregate';
import { readResources } from './cloudformation-yaml.ts';

type KeySchema = readonly { AttributeName: string }[];
type Projection = Readonly<{ ProjectionType: string; NonKeyAttributes?: readonly string[] }>;
type Properties = Readonly<{
  AttributeDefinitions: readonly { AttributeName: string; AttributeType: 'S' | 'N' }[];
  KeySchema: KeySchema;
  GlobalSecondaryIndexes?: readonly { IndexName: string; KeySchema: KeySchema; Projection: Projection }[];
  TimeToLiveSpecification?: Readonly<{ AttributeName: string }>;
}>;

/**
 * What the infrastructure says of a table, in the form in which code declares it.
 *
 * @param file the infra file
 * @param logicalId the table's name in that file
 */
export function tableOf(file: URL, logicalId: string): Table {
  const resource = readResources(file)[logicalId];
  if (resource === undefined) throw new Error(`${file.pathname} declares no ${logicalId}`);
  const properties = resource.Properties as unknown as Properties;
  const types = new Map(
    properties.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const shape = (schema: KeySchema): KeyShape =>
    Object.fromEntries(schema.map(({ AttributeName }) => [AttributeName, types.get(AttributeName) ?? 'S']));
  const indexes = (properties.GlobalSecondaryIndexes ?? []).map((index): [string, Index] => [
    index.IndexName,
    { key: shape(index.KeySchema), holds: held(index.Projection) },
  ]);
  const expires = properties.TimeToLiveSpecification?.AttributeName;
  return {
    key: shape(properties.KeySchema),
    indexes: Object.fromEntries(indexes),
    ...(expires !== undefined && { expires }),
  };
}

const held = ({ ProjectionType, NonKeyAttributes = [] }: Projection): Index['holds'] =>
  ProjectionType === 'ALL' ? 'all' : ProjectionType === 'KEYS_ONLY' ? 'keys' : NonKeyAttributes;
