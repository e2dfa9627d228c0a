import * as z from 'zod/mini';

/** Under this name the documents of a contract say whether a field tells of a person. */
export const PERSONAL = 'x-personal';

type Marks = Readonly<{
  /**
   * Whether it tells of a person: a name, how to reach them, where they live, what somebody wrote of them. A free text of an
   * event has to say one or the other, so that nobody forgets to think of it; whatever has parts is told by its parts.
   */
  personal?: boolean;
}>;

/** Whether a schema has a field, at whatever depth, that is marked as personal. */
export function hasPersonal(schema: z.core.$ZodType): boolean {
  const mark = z.globalRegistry.get(schema)?.[PERSONAL];
  if (mark === true) return true;
  const { shape, element, innerType, options } = schema._zod.def as {
    shape?: Readonly<Record<string, z.core.$ZodType>>;
    element?: z.core.$ZodType;
    innerType?: z.core.$ZodType;
    options?: readonly z.core.$ZodType[];
  };
  const parts = [...Object.values(shape ?? {}), element, innerType, ...(options ?? [])];
  return parts.some((part) => part !== undefined && hasPersonal(part));
}

/** Whether fields are described: esbuild puts `false` here where functions are packaged, of which nobody makes documents. */
declare const FIELDS_DESCRIBED: false;
const DESCRIBED = typeof FIELDS_DESCRIBED === 'undefined';

/**
 * A copy of the schema with a description and an example, which the generated references show. A copy, because one
 * schema serves many fields, each of which says something else. In a packaged function it is the schema itself, unless it is personal.
 */
export function field<S extends z.ZodMiniType>(
  schema: S,
  description: string,
  example: z.infer<S>,
  { personal }: Marks = {},
): S {
  if (!DESCRIBED && personal !== true) return schema;
  const described = schema.clone();
  const mark = personal === undefined ? {} : { [PERSONAL]: personal };
  z.globalRegistry.add(described, { ...(DESCRIBED && { description, examples: [example] }), ...mark });
  return described;
}
