import type { Template } from './packaged-service.ts';
import type { Yaml } from './serverless-yaml.ts';

/** A `*` that a policy may grant, and why nothing narrower would do. */
const REASONS: readonly Readonly<{ action: RegExp; resource: RegExp; bound?: RegExp; why: string }>[] = [
  {
    action: /^xray:Put(TraceSegments|TelemetryRecords)$/,
    resource: /^\*$/,
    why: 'X-Ray knows no resource for what it is given.',
  },
  {
    action: /^ses:Send(Raw)?Email$/,
    resource: /^\*$/,
    bound: /"ses:FromAddress"/,
    why: 'SES asks for each identity that a mail touches, the receiver in a sandbox too; the sender is bound.',
  },
  {
    action: /^logs:(CreateLogStream|PutLogEvents|TagResource)$/,
    resource: /:log-group:\/aws\/lambda\/[\w-]+:\*:\*$/,
    why: 'Lambda gives the streams of a log group their names.',
  },
  {
    action: /^s3:(Get|Put)Object$/,
    resource: /^\$\{ExportsBucket\.Arn\}\/\*$/,
    why: 'A file has a key that is drawn when somebody asks for it, and nothing else is in that bucket.',
  },
  {
    action: /^kms:\*$/,
    resource: /^\*$/,
    bound: /:root"/,
    why: 'In the policy of a key it means that key; without it nobody could ever change the policy.',
  },
];

type Grant = Readonly<{ id: string; action: string; resource: string; statement: string }>;

/** What a template grants with a `*` in its action, resource or principal and without a reason. */
export const boundlessGrants = (template: Template): string[] =>
  grantsIn(template)
    .filter(
      ({ action, resource, statement }) => `${action}${resource}`.includes('*') || isForAnybody(statement),
    )
    .filter((grant) => !hasReason(grant))
    .map(({ id, action, resource }) => `${id}: ${action} on ${resource}`);

/** Actions that DynamoDB knows of tables alone: on an index they allow nothing, and only look as if they did. */
const OF_TABLES = /^dynamodb:(BatchGet|BatchWrite|Get|Put|Update|Delete)Item$/;

/** What a template grants and no call can ever use. */
export const emptyGrants = (template: Template): string[] =>
  grantsIn(template)
    .filter(({ action, resource }) => OF_TABLES.test(action) && resource.includes('/index/'))
    .map(({ id, action, resource }) => `${id}: ${action} on ${resource}`);

const hasReason = (grant: Grant): boolean =>
  !isForAnybody(grant.statement) &&
  REASONS.some(
    ({ action, resource, bound }) =>
      action.test(grant.action) &&
      resource.test(grant.resource) &&
      (bound === undefined || bound.test(grant.statement)),
  );

const isForAnybody = (statement: string): boolean =>
  /"Principal":("\*"|\{[^}]*"\*")|"Not(Principal|Action|Resource)"/.test(statement);

/** Every action on every resource that some policy of a template allows, wherever in a resource the policy stands. */
const grantsIn = ({ Resources }: Template): Grant[] =>
  Object.entries(Resources).flatMap(([id, resource]) =>
    statementsIn(resource).flatMap((statement) =>
      [statement['Action'] ?? ''].flat().flatMap((action) =>
        [statement['Resource'] ?? ''].flat().map((one) => ({
          id,
          action: textOf(action),
          resource: textOf(one),
          statement: JSON.stringify(statement),
        })),
      ),
    ),
  );

function statementsIn(value: unknown): Yaml[] {
  if (typeof value !== 'object' || value === null) return [];
  const isGrant = (value as Yaml)['Effect'] === 'Allow';
  return [...(isGrant ? [value as Yaml] : []), ...Object.values(value).flatMap(statementsIn)];
}

/** The text of a name or of what CloudFormation puts together; what it refers to has no `*`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Sub': sub, 'Fn::Join': join } = value as Yaml;
  if (sub !== undefined) return textOf([sub].flat()[0]);
  if (join !== undefined) return (join as [string, unknown[]])[1].map(textOf).join((join as [string])[0]);
  return JSON.stringify(value);
}
