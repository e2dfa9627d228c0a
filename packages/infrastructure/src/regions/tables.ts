import { type CompiledTemplate, ofType } from '../protection/template.ts';
import type { Place } from './place.ts';

const TABLE = 'AWS::DynamoDB::GlobalTable';

/** What else a template may hold. */
export type Whole = CompiledTemplate & {
  Parameters?: Record<string, object>;
  Metadata?: Record<string, unknown>;
};
/** Parameters of a template that name the stream of a table, and the table. */
type Streams = Readonly<Record<string, string>>;

/** Gives each table of a template a replica in every other region of the stage, of the same settings. */
export function addReplicas(template: CompiledTemplate, { origin, replicas }: Place): void {
  for (const [, properties] of ofType(template, TABLE)) {
    const all = properties['Replicas'] as { Region: unknown }[];
    const own = all.find(({ Region }) => Region === origin || isOfStack(Region));
    properties['Replicas'] = [own, ...replicas.map((Region) => ({ ...structuredClone(own), Region }))];
  }
}

const isOfStack = (region: unknown): boolean => JSON.stringify(region) === '{"Ref":"AWS::Region"}';

/**
 * Takes the tables out of a template whose region has replicas of them, made by the stacks of another. Whatever referred to a table
 * names it; its stream, whose name nobody knows before, becomes a parameter that the deployment gives.
 */
export function referToReplicas(template: Whole): void {
  const names = new Map(ofType(template, TABLE).map(([id, { TableName }]) => [id, String(TableName)]));
  if (names.size === 0) return;
  for (const id of names.keys()) delete template.Resources[id];
  const streams: Record<string, string> = {};
  const renamed = rename(template, (id, attribute) => {
    const name = names.get(id);
    if (name === undefined) return undefined;
    if (attribute === undefined) return name;
    if (attribute === 'Arn')
      return {
        'Fn::Sub': `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${name}`,
      };
    if (attribute !== 'StreamArn')
      throw new Error(`${id} is a replica; nothing is known of its ${attribute}`);
    streams[`${id}Stream`] = name;
    return { Ref: `${id}Stream` };
  }) as Whole;
  Object.assign(template, renamed);
  for (const resource of Object.values(template.Resources)) {
    const all = [resource['DependsOn'] ?? []].flat() as string[];
    const others = all.filter((id) => !names.has(id));
    if (others.length < all.length) resource['DependsOn'] = others;
  }
  template.Parameters = {
    ...template.Parameters,
    ...Object.fromEntries(
      Object.entries(streams).map(([id, table]) => [
        id,
        { Type: 'String', Description: `The stream of ${table} in this region` },
      ]),
    ),
  };
  template.Metadata = { ...template.Metadata, Streams: streams };
}

/** The parameters of a template that the deployment has to give: the streams of tables that are not the stack's. */
export const streamsOf = ({ Metadata }: Whole): Streams => (Metadata?.['Streams'] ?? {}) as Streams;

type Meaning = (id: string, attribute: string | undefined) => unknown;

/** Puts what is meant in the place of references. */
function rename(value: unknown, meaning: Meaning): unknown {
  if (Array.isArray(value)) return value.map((one) => rename(one, meaning));
  if (typeof value !== 'object' || value === null) return value;
  return referred(value as Record<string, unknown>, meaning) ?? renameAll(value, meaning);
}

const renameAll = (value: object, meaning: Meaning): object =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rename(one, meaning)]));

function referred(value: Record<string, unknown>, meaning: Meaning): unknown {
  if (typeof value['Ref'] === 'string') return meaning(value['Ref'], undefined);
  const attribute = value['Fn::GetAtt'];
  if (Array.isArray(attribute)) return meaning(String(attribute[0]), String(attribute[1]));
  if (typeof value['Fn::Sub'] === 'string')
    return {
      'Fn::Sub': value['Fn::Sub'].replaceAll(/\$\{([^}!]+)\}/g, (as, name: string) =>
        inText(as, name, meaning),
      ),
    };
  return undefined;
}

function inText(as: string, name: string, meaning: Meaning): string {
  const [id = '', attribute] = name.split('.');
  const meant = meaning(id, attribute);
  if (meant === undefined) return as;
  if (typeof meant === 'string') return meant;
  const { Ref, 'Fn::Sub': text } = meant as Readonly<Record<string, string | undefined>>;
  return text ?? `\${${Ref}}`;
}
