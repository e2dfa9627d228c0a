/** A compiled template, as far as an import needs it. */
export type Template = Readonly<{
  AWSTemplateFormatVersion?: string;
  Resources: Readonly<
    Record<
      string,
      Readonly<{ Type: string; DeletionPolicy?: unknown; Properties?: Readonly<Record<string, unknown>> }>
    >
  >;
}>;

/** What `aws cloudformation create-change-set --change-set-type IMPORT` is given. */
export type ImportFiles = Readonly<{
  template: Template;
  resources: readonly Readonly<{
    ResourceType: string;
    LogicalResourceId: string;
    ResourceIdentifier: Readonly<Record<string, string>>;
  }>[];
}>;

/** What is made anew in any case, but for those of which a stage that keeps its data keeps the value too. */
const MAYBE_KEPT = ['AWS::SSM::Parameter'];
/**
 * What stays when a stack is removed, and by what CloudFormation finds it again.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-supported-resources.html
 */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::KMS::Key': 'KeyId',
  'AWS::SSM::Parameter': 'Name',
};

/**
 * What a new stack takes over of one that was removed. An import makes nothing and changes nothing, so the template holds what is
 * taken over and no more, without outputs; the next deployment adds all others.
 *
 * @param template as `serverless package` compiles it
 * @param keys the ids of keys by their logical ids, which no template knows
 * @throws Error saying what is missing
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-new-stack.html
 */
export function importFiles(template: Template, keys: Readonly<Record<string, string>>): ImportFiles {
  const kept = Object.entries(template.Resources).filter(
    ([, { Type, DeletionPolicy }]) =>
      Type in IDENTIFIERS && !(MAYBE_KEPT.includes(Type) && DeletionPolicy !== 'Retain'),
  );
  if (kept.length === 0)
    throw new Error('The template has no table and no key: there is nothing to take over.');
  const taken = kept.map(([id]) => id);
  const strange = Object.keys(keys).filter((id) => !taken.includes(id));
  if (strange.length > 0)
    throw new Error(`There is no key ${strange.join(', ')} in the template; it has ${taken.join(', ')}.`);
  for (const [id, resource] of kept) {
    if (resource.DeletionPolicy !== 'Retain')
      throw new Error(
        `${id} has no DeletionPolicy: Retain, without which nothing is imported. Is the stage one that keeps its data (keepData)?`,
      );
    const others = referred(resource).filter((other) => !taken.includes(other));
    if (others.length > 0)
      throw new Error(`${id} refers to ${others.join(', ')}, which an import cannot make.`);
  }
  return {
    template: {
      AWSTemplateFormatVersion: template.AWSTemplateFormatVersion ?? '2010-09-09',
      Resources: Object.fromEntries(kept),
    },
    resources: kept.map(([id, { Type, Properties }]) => {
      const identifier = IDENTIFIERS[Type] ?? '';
      const value = keys[id] ?? Properties?.[identifier];
      if (typeof value !== 'string' || value === '')
        throw new Error(
          `The ${identifier} of ${id} is in no template: give it with --key ${id}=<id> (the runbook says how to find it).`,
        );
      return { ResourceType: Type, LogicalResourceId: id, ResourceIdentifier: { [identifier]: value } };
    }),
  };
}

/** What a resource refers to by `Ref`, `Fn::GetAtt` and `Fn::Sub`, but for what every stack knows (`AWS::Region`). */
function referred(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const named =
      key === 'Ref' || key === 'DependsOn'
        ? [inside].flat().map(String)
        : key === 'Fn::GetAtt'
          ? [String([inside].flat()[0]).split('.')[0] ?? '']
          : key === 'Fn::Sub'
            ? [...JSON.stringify(inside).matchAll(/\$\{([\w:]+)/g)].map(([, name = '']) => name)
            : [];
    return [...named.filter((name) => !name.startsWith('AWS::')), ...referred(inside)];
  });
}
