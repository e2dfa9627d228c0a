import { parseCloudFormation } from '@cartless/infrastructure';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ofType, STAGE, type Template } from './packaged-service.ts';
import { ROOT, target, type Yaml } from './serverless-yaml.ts';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
};
const HERE = 'us-east-1:123456789012';

/** A use of the key by a service of AWS, with what KMS is told of it. */
export type KeyUse = Readonly<{
  service: string;
  actions: readonly string[];
  context: Readonly<Record<string, string>>;
}>;
type KeyStatement = Readonly<{
  Effect: string;
  Principal: unknown;
  Action: string | readonly string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}>;

const inserted = (text: string): string =>
  text.replaceAll(/\$\{([\w:]+)\}/g, (whole, name: string) =>
    name === 'sls:stage' ? STAGE : (PSEUDO[name] ?? whole),
  );

/** The text of a value, with the account and the region of an example. */
function textOf(value: unknown): string {
  const { Ref: ref, 'Fn::Sub': sub } = (value ?? {}) as { Ref?: string; 'Fn::Sub'?: string };
  return inserted(sub ?? (ref === undefined ? String(value) : `\${${ref}}`));
}

/** What stands in the policy of the stage's key. */
export const keyPolicy = (): KeyStatement[] => {
  const file = readFileSync(join(ROOT, 'services/platform/infra/data-key.yml'), 'utf8');
  const { Resources } = parseCloudFormation(file) as {
    Resources: { DataKey: { Properties: { KeyPolicy: { Statement: KeyStatement[] } } } };
  };
  return Resources.DataKey.Properties.KeyPolicy.Statement;
};

const matches = (pattern: string, value: string | undefined): boolean =>
  value !== undefined &&
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`).test(
    value,
  );

function allows(
  { Effect, Principal, Action, Condition = {} }: KeyStatement,
  use: KeyUse,
  action: string,
): boolean {
  const { Service } = (Principal ?? {}) as { Service?: unknown };
  return (
    Effect === 'Allow' &&
    textOf(Service) === use.service &&
    [Action].flat().some((one) => matches(one, action)) &&
    Object.values(Condition)
      .flatMap((keys) => Object.entries(keys))
      .every(([key, wanted]) => [wanted].flat().some((one) => matches(textOf(one), use.context[key])))
  );
}

/** Whether the key's policy lets a service of AWS use the key so. */
export const keyAllows = (policy: readonly KeyStatement[], use: KeyUse): boolean =>
  use.actions.every((action) => policy.some((statement) => allows(statement, use, action)));

const DATA_KEY = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** The uses that AWS's services make of the key by themselves, as a template has them do. */
export function usesOfServices(template: Template): KeyUse[] {
  const { Resources } = template;
  const queueArn = (id: string | undefined) =>
    `arn:aws:sqs:${HERE}:${textOf(Resources[id ?? '']?.Properties['QueueName'])}`;
  const topicArn = (topic: unknown) => {
    const own = target(topic);
    return own === undefined
      ? textOf(topic)
      : `arn:aws:sns:${HERE}:${textOf(Resources[own]?.Properties['TopicName'])}`;
  };
  const telling = (service: string, topic: unknown): KeyUse => ({
    service,
    actions: DATA_KEY,
    context: {
      'aws:SourceAccount': '123456789012',
      'kms:EncryptionContext:aws:sns:topicArn': topicArn(topic),
    },
  });
  return [
    ...ofType(template, 'AWS::Logs::LogGroup').map(([, { LogGroupName }]) => ({
      service: 'logs.us-east-1.amazonaws.com',
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      context: {
        'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${HERE}:log-group:${textOf(LogGroupName)}`,
      },
    })),
    // Mails are sent without a key.
    ...ofType(template, 'AWS::SNS::Subscription')
      .filter(([, { Protocol }]) => Protocol === 'sqs')
      .map(([, { Endpoint }]) => ({
        service: 'sns.amazonaws.com',
        actions: DATA_KEY,
        context: { 'kms:EncryptionContext:aws:sqs:arn': queueArn(target(Endpoint, 'Arn')) },
      })),
    ...ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([, { AlarmActions }]) =>
      [AlarmActions ?? []].flat().map((topic) => telling('cloudwatch.amazonaws.com', topic)),
    ),
    ...ofType(template, 'AWS::SES::ConfigurationSetEventDestination').map(([, { EventDestination }]) => {
      const { TopicARN } = (EventDestination as Yaml)['SnsDestination'] as Yaml;
      return telling('ses.amazonaws.com', TopicARN);
    }),
  ];
}

/** What a schedule or rule starts that is no function. EventBridge would need the key for it, and takes no account condition. */
export const startedByRules = (template: Template): unknown[] =>
  ofType(template, 'AWS::Events::Rule')
    .flatMap(([, { Targets }]) => Targets as Yaml[])
    .map(({ Arn }) => Arn)
    .filter((arn) => template.Resources[target(arn, 'Arn') ?? '']?.Type !== 'AWS::Lambda::Function');
