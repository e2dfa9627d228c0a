import { PERSONAL } from '@cartless/domain';

export type Schema = Readonly<Record<string, unknown>>;

/** One field of an event's data. */
export type EventField = Readonly<{
  /** The way to it: `items[].unitPrice.currency`. */
  path: string;
  /** What it may hold; values that it may have are written as JSON. */
  type: string;
  optional: boolean;
  /** Whether it tells of a person. */
  personal: boolean;
  description: string;
  /** As JSON; nothing for what is shown field by field. */
  example: string;
}>;

/** The fields of a schema; those of objects and of list members follow with their path. */
export function fieldsOf(schema: Schema, path = ''): EventField[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = `${path}${name}`;
    const [example] = (field['examples'] ?? []) as readonly unknown[];
    const inner = partsOf(field, at);
    return [
      {
        path: at,
        type: typeName(field),
        optional: !required.includes(name),
        personal: field[PERSONAL] === true,
        description: text(field['description']),
        // What is shown field by field needs no example of its own.
        example: example === undefined || inner.length > 0 ? '' : JSON.stringify(example),
      },
      ...inner,
    ];
  });
}

/** What a field has inside; the same field of several alternatives is one. */
function partsOf(field: Schema, at: string): EventField[] {
  const alternatives = (field['anyOf'] ?? []) as readonly Schema[];
  const all = [
    ...fieldsOf(field, `${at}.`),
    ...('items' in field ? partsOf(field['items'] as Schema, `${at}[]`) : []),
    ...alternatives.flatMap((one) => partsOf(one, at)),
  ];
  return [...new Map(all.toReversed().map((one) => [one.path, one])).values()].toReversed();
}

function typeName(field: Schema): string {
  const alternatives = field['anyOf'] as readonly Schema[] | undefined;
  if (alternatives !== undefined) return [...new Set(alternatives.map(typeName))].join(' or ');
  if ('const' in field) return JSON.stringify(field['const']);
  const values = field['enum'] as readonly unknown[] | undefined;
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(', ');
  const type = [field['type']].flat().join(' or ');
  const format = text(field['format']);
  return format === '' ? type : `${type} (${format})`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
