import { ofType, type Template } from './packaged-service.ts';
import { type Statement, target, type Yaml } from './serverless-yaml.ts';

type Use = Readonly<{ role: string; action: 'kms:Decrypt' | 'kms:GenerateDataKey'; service: string }>;

const statementsOf = (role: Yaml): Statement[] =>
  ((role['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

/** What Lambda does with a function's role: reads its queue or stream, and sends what it gave up to another queue. */
function usesOfTriggers(template: Template): Use[] {
  const roles = new Map(
    ofType(template, 'AWS::Lambda::Function').map(([id, { Role }]) => [id, target(Role, 'Arn') ?? '']),
  );
  return ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(
    ([, { FunctionName, EventSourceArn, DestinationConfig }]) => {
      const role = roles.get(target(FunctionName, 'Arn') ?? target(FunctionName) ?? '') ?? '';
      const service = target(EventSourceArn, 'StreamArn') === undefined ? 'sqs' : 'dynamodb';
      const sends = DestinationConfig === undefined ? [] : sending(role, 'sqs');
      return [{ role, action: 'kms:Decrypt' as const, service }, ...sends];
    },
  );
}

/** Whoever sends has the message's key made, and opens it for the next. */
const sending = (role: string, service: string): Use[] => [
  { role, action: 'kms:Decrypt', service },
  { role, action: 'kms:GenerateDataKey', service },
];

function usesOfCalls(template: Template): Use[] {
  const ofFunctions = ofType(template, 'AWS::Lambda::Function').map(([, { Role }]) => target(Role, 'Arn'));
  const roles = ofType(template, 'AWS::IAM::Role').filter(([role]) => ofFunctions.includes(role));
  return roles.flatMap(([role, properties]) => {
    const actions = statementsOf(properties).flatMap(({ Action }) => [Action].flat());
    return [
      ...(actions.some((action) => action.startsWith('dynamodb:'))
        ? [{ role, action: 'kms:Decrypt' as const, service: 'dynamodb' }]
        : []),
      ...(actions.includes('sqs:ReceiveMessage')
        ? [{ role, action: 'kms:Decrypt' as const, service: 'sqs' }]
        : []),
      ...(actions.includes('sqs:SendMessage') ? sending(role, 'sqs') : []),
      ...(actions.includes('sns:Publish') ? sending(role, 'sns') : []),
      ...(actions.includes('s3:PutObject') ? sending(role, 's3') : []),
      ...(actions.includes('s3:GetObject') ? [{ role, action: 'kms:Decrypt' as const, service: 's3' }] : []),
    ];
  });
}

const named = ({ role, action, service }: Use) => `${role} ${action} through ${service}`;

/** What the functions of a template do with the key. */
export const neededRights = (template: Template): string[] =>
  [...new Set([...usesOfTriggers(template), ...usesOfCalls(template)].map(named))].toSorted();

/** What the roles of a template may do with the key; a right that is bound to no service is named so. */
export function givenRights(template: Template, key: string): string[] {
  const given = ofType(template, 'AWS::IAM::Role').flatMap(([role, properties]) =>
    statementsOf(properties)
      .filter(({ Resource }) => JSON.stringify(Resource).includes(key))
      .flatMap(({ Action, Condition }) =>
        [Action]
          .flat()
          .flatMap((action) =>
            servicesOf(Condition).map((service) => `${role} ${action} through ${service}`),
          ),
      ),
  );
  return given.toSorted();
}

function servicesOf(condition: unknown): readonly string[] {
  const { StringEquals } = (condition ?? {}) as { StringEquals?: Yaml };
  const through = [StringEquals?.['kms:ViaService'] ?? []].flat();
  return through.length === 0
    ? ['anything']
    : through.map((one) => /\w+(?=\.\$)/.exec(JSON.stringify(one))?.[0] ?? '?');
}
