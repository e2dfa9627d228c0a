/** A compiled CloudFormation template, as `serverless package` leaves it. */
export type Template = Readonly<{ Resources: Readonly<Record<string, TemplateResource>> }>;
type Properties = Readonly<Record<string, unknown>>;
type TemplateResource = Readonly<{ Type: string; Properties?: Properties }>;

/** A resource as it is on AWS. Its logical id is a matter of the template. */
export type Meaning = Readonly<{ id: string; value: unknown }>;

/** What tells resources of a type apart on AWS; those of other types go by their logical ids. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SNS::Subscription': ['TopicArn', 'Endpoint'],
  'AWS::SQS::QueuePolicy': ['Queues'],
  'AWS::CloudWatch::Alarm': ['Namespace', 'MetricName', 'Dimensions'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'FunctionName'],
};
/** Other in every build: where the code lies. */
const VOLATILE_PROPERTY = 'S3Key';
/** Their ids hold a hash of the code. */
const VOLATILE_TYPE = 'AWS::Lambda::Version';

/** Every resource of a template, by what it is on AWS. */
export function meaningOf({ Resources }: Template): ReadonlyMap<string, Meaning> {
  const resources = Object.entries(Resources).filter(([, { Type }]) => Type !== VOLATILE_TYPE);
  const names = new Map<string, string>();
  // Twice: an alarm is known by its queue, and the queue by its name.
  for (let round = 0; round < 2; round += 1) {
    for (const [id, resource] of resources) names.set(id, identity(id, resource, names));
  }
  const single = resources.flatMap(([id, resource]) => perQueue(resource).map((one) => [id, one] as const));
  return new Map(
    single.map(([id, resource]) => [identity(id, resource, names), { id, value: meant(resource, names) }]),
  );
}

const identity = (
  id: string,
  { Type, Properties = {} }: TemplateResource,
  names: ReadonlyMap<string, string>,
): string =>
  `${Type} ${IDENTITY[Type]?.map((name) => JSON.stringify(meant(Properties[name], names))).join(' ') ?? id}`;

/** One policy for several queues means the same as one for each. */
function perQueue(resource: TemplateResource): TemplateResource[] {
  const { Type, Properties = {} } = resource;
  if (Type !== 'AWS::SQS::QueuePolicy') return [resource];
  const { PolicyDocument } = Properties as { PolicyDocument: { Statement: Properties[] } };
  return (Properties['Queues'] as { Ref: string }[]).map((queue) => ({
    Type,
    Properties: {
      Queues: [queue],
      PolicyDocument: {
        ...PolicyDocument,
        Statement: PolicyDocument.Statement.map((statement) => ({
          ...statement,
          Resource: { 'Fn::GetAtt': [queue.Ref, 'Arn'] },
        })),
      },
    },
  }));
}

/** A value with the logical ids in it replaced by what they stand for, and everything whose order means nothing sorted. */
function meant(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    return value
      .map((member) => meant(member, names))
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  if (ref !== undefined) return { Ref: names.get(ref) ?? ref };
  if (Array.isArray(attribute)) return { [attribute[1]]: names.get(attribute[0]) ?? attribute[0] };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== VOLATILE_PROPERTY)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, member]) => [name, meant(member, names)]),
  );
}
