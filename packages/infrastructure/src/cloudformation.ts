/** A resource of a CloudFormation template. */
export type Resource = Readonly<{ Type: string; Properties: Readonly<Record<string, unknown>> }>;
export type Resources = Readonly<Record<string, Resource>>;

/** A statement of a function's role. */
export type Statement = Readonly<{
  Effect: 'Allow';
  Action: unknown;
  Resource: unknown;
  Condition?: unknown;
}>;

/** Permits the actions on one resource. */
export const allow = (Action: string | readonly string[], Resource: unknown): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

/** What a declaration of a function stands for. */
export type Expansion = Readonly<{
  events?: readonly Readonly<Record<string, unknown>>[];
  statements?: readonly Statement[];
  environment?: Readonly<Record<string, unknown>>;
  resources?: Resources;
}>;
