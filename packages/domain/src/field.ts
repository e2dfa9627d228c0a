import * as z from 'zod/mini';

/**
 * A copy of the schema with a description and an example, which the generated references show. A copy, because one
 * schema serves many fields, each of which says something else.
 */
export function field<S extends z.ZodMiniType>(schema: S, description: string, example: z.infer<S>): S {
  const described = schema.clone();
  z.globalRegistry.add(described, { description, examples: [example] });
  return described;
}
