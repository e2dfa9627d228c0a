import type { SchemaNotes } from '@cartless/domain/named-schemas';
import * as z from 'zod/mini';
import { type Json, renamed, schemasIn } from './json.ts';

/** Whether a schema is of what callers send or of what they are answered. */
export type Direction = 'input' | 'output';

/** Marks, until the document is complete, that a reference is to what callers send. */
const SENT = '?sent';

/** What a schema says of itself, and over it what the documents say. */
class Notes extends z.core.$ZodRegistry<Json> {
  override get<S extends z.core.$ZodType>(schema: S) {
    const notes = { ...z.globalRegistry.get(schema), ...super.get(schema) };
    return Object.keys(notes).length > 0 ? notes : undefined;
  }
}

/** Writes the schemas of a document, and collects those that have a name. */
export class Schemas {
  readonly #notes = new Notes();
  readonly #named: Record<Direction, Map<string, Json>> = { input: new Map(), output: new Map() };

  constructor(notes: SchemaNotes) {
    for (const [schema, note] of notes) this.#notes.add(schema, note);
  }

  /** The JSON Schema of a schema; what has a name in it is a reference. */
  write(schema: z.ZodMiniType, io: Direction): Json {
    const {
      $schema: _,
      $defs = {},
      ...written
    } = z.toJSONSchema(schema, {
      io,
      metadata: this.#notes,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => improve(zodSchema._zod.def, jsonSchema),
    });
    const mark = io === 'input' ? SENT : '';
    for (const [name, one] of Object.entries($defs)) this.#named[io].set(name, referring(one, mark));
    return referring(written, mark);
  }

  /** The same of a part that stands by itself, a parameter say: never a reference. */
  writeInline(schema: z.ZodMiniType, io: Direction): Json {
    const written = this.write(schema, io);
    const [name] = typeof written['$ref'] === 'string' ? schemasIn(written) : [];
    if (name === undefined) return written;
    return this.#named[io].get(name.replace(SENT, '')) ?? written;
  }

  /**
   * The document with its named schemas. Where callers may send something else than they are answered (defaults may be left
   * out, say), there are two, and the one of what they send is called after the other with `Input` behind.
   */
  complete(document: Json): Readonly<{ document: Json; schemas: Record<string, Json> }> {
    const { input, output } = this.#named;
    const own = new Set([...input.keys()].filter((name) => output.has(name) && differs(name, input, output)));
    // Whatever holds one of those differs too.
    for (let size = -1; size !== own.size;) {
      size = own.size;
      for (const [name, schema] of input) {
        const holds = [...schemasIn(schema)].some((one) => own.has(one.replace(SENT, '')));
        if (holds && output.has(name)) own.add(name);
      }
    }
    const nameOf = (name: string) => {
      const plain = name.replace(SENT, '');
      return name.endsWith(SENT) && own.has(plain) ? `${plain}Input` : plain;
    };
    const schemas = new Map(
      [...output, ...[...input].map(([name, schema]) => [nameOf(name + SENT), schema] as const)].map(
        ([name, schema]) => [name, renamed(schema, nameOf) as Json],
      ),
    );
    return { document: renamed(document, nameOf) as Json, schemas: Object.fromEntries(schemas) };
  }
}

function differs(name: string, input: ReadonlyMap<string, Json>, output: ReadonlyMap<string, Json>): boolean {
  const plain = renamed(input.get(name), (one) => one.replace(SENT, ''));
  return JSON.stringify(plain) !== JSON.stringify(output.get(name));
}

/** The library refers to what stands in the same schema; here it stands with all others. */
const referring = (written: unknown, mark: string): Json =>
  JSON.parse(JSON.stringify(written), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.*)$/, `#/components/schemas/$1${mark}`)
      : value,
  ) as Json;

function improve(def: z.core.$ZodTypeDef, written: Json): void {
  // The library leaves out the default of what is read from a text; of a number in a query it is a number all the same.
  if (def.type === 'default') written['default'] ??= (def as z.core.$ZodDefaultDef).defaultValue;
  // An answer of a later release may have more members, so a reader must not count on there being no others.
  if (def.type === 'object' && (def as z.core.$ZodObjectDef).catchall === undefined)
    delete written['additionalProperties'];
  // That the names of an object are texts goes without saying.
  if (JSON.stringify(written['propertyNames']) === '{"type":"string"}') delete written['propertyNames'];
  // An answer is of the caller, who may change it.
  delete written['readOnly'];
  // A list in one text is described as a list.
  if (written['type'] === 'array')
    for (const ofText of ['minLength', 'maxLength', 'pattern']) delete written[ofText];
  // Neither do bounds say anything that are those of whole numbers in JavaScript.
  if (written['maximum'] === Number.MAX_SAFE_INTEGER) delete written['maximum'];
  if (written['minimum'] === Number.MIN_SAFE_INTEGER) delete written['minimum'];
}
