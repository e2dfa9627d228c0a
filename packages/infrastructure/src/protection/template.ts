/** A resource of a compiled template, which the rules of protection add to. */
export type CompiledResource = {
  Type: string;
  Properties?: Record<string, unknown>;
} & Record<string, unknown>;

/** What a deployment hands to CloudFormation. */
export type CompiledTemplate = { Resources: Record<string, CompiledResource> };

type Named = readonly [id: string, properties: Record<string, unknown>];

/** The resources of a type with their properties, which may be changed. */
export const ofType = ({ Resources }: CompiledTemplate, type: string): Named[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => [id, (resource.Properties ??= {})]);
