import type { DataKey } from './data-key.ts';
import { type CompiledTemplate, ofType } from './template.ts';

type Statement = Record<string, unknown> & { Effect: string; Action: string | string[] };
type Policy = { PolicyDocument: { Statement: Statement[] } };

/**
 * What a role must be able to do with the key, by what it may do with the services that use the key for it. Lambda reads
 * queues and streams with the function's role, and sends dead letters with it, so these count too.
 */
const NEEDS: readonly Readonly<{ actions: RegExp; service: string; writes: boolean }>[] = [
  // DynamoDB keeps the table's own key under the data key; to read or write, it only has to decrypt that.
  { actions: /^dynamodb:/, service: 'dynamodb', writes: false },
  { actions: /^sqs:ReceiveMessage$/, service: 'sqs', writes: false },
  { actions: /^sqs:SendMessage$/, service: 'sqs', writes: true },
  { actions: /^sns:Publish$/, service: 'sns', writes: true },
  { actions: /^s3:GetObject/, service: 's3', writes: false },
  { actions: /^s3:PutObject/, service: 's3', writes: true },
];

/** Lets the role of each function use the key as far as it needs, through the services that it uses, and never by itself. */
export function giveKeyRights(template: CompiledTemplate, key: DataKey): void {
  const inUse = JSON.stringify(ofType(template, 'AWS::Lambda::Function').map(([, { Role }]) => Role));
  for (const [id, properties] of ofType(template, 'AWS::IAM::Role')) {
    // The framework leaves a role behind that is no function's.
    if (!inUse.includes(`"${id}"`)) continue;
    const policies = (properties['Policies'] ?? []) as Policy[];
    const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const own = policies[0]?.PolicyDocument;
    if (own === undefined) continue;
    own.Statement = [...own.Statement.filter(({ Sid }) => !isKeyRight(Sid)), ...keyRights(statements, key)];
  }
}

const isKeyRight = (sid: unknown): boolean => sid === 'ReadWithTheDataKey' || sid === 'WriteWithTheDataKey';

function keyRights(statements: readonly Statement[], key: DataKey): Statement[] {
  const actions = statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => [Action].flat());
  const needs = NEEDS.filter((need) => actions.some((action) => need.actions.test(action)));
  const through = (some: typeof needs) => [...new Set(some.map(({ service }) => service))];
  return [
    ...right('ReadWithTheDataKey', 'kms:Decrypt', through(needs), key),
    ...right(
      'WriteWithTheDataKey',
      'kms:GenerateDataKey',
      through(needs.filter(({ writes }) => writes)),
      key,
    ),
  ];
}

const right = (Sid: string, action: string, services: readonly string[], key: DataKey): Statement[] =>
  services.length === 0
    ? []
    : [
        {
          Sid,
          Effect: 'Allow',
          Action: [action],
          Resource: key.arn(),
          Condition: {
            StringEquals: {
              'kms:ViaService': services.map((service) => ({
                'Fn::Sub': `${service}.\${AWS::Region}.\${AWS::URLSuffix}`,
              })),
            },
          },
        },
      ];
