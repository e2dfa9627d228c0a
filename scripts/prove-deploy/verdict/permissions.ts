import { readFileSync } from 'node:fs';
import { GetRolePolicyCommand, IAMClient, paginateListRolePolicies } from '@aws-sdk/client-iam';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import type { Deployed } from './functions.ts';

/** One action on one resource: what a role may, or what it did. */
export type Right = Readonly<{ role: string; action: string; resource: string }>;
export type Decision = Right & Readonly<{ allowed: boolean }>;

type Statement = Readonly<{ Effect: string; Action: string | string[]; Resource: string | string[] }>;

/** What was decided about roles so far. */
export const decisionsIn = (file: string): Decision[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Decision);

/** What the policies of some roles allow. */
export async function rightsOf({ url }: Account, roles: readonly string[]): Promise<Right[]> {
  const client = new IAMClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const rights: Right[] = [];
  for (const role of roles) {
    for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName: role })) {
      for (const PolicyName of PolicyNames) {
        const { PolicyDocument = '' } = await client.send(
          new GetRolePolicyCommand({ RoleName: role, PolicyName }),
        );
        const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: Statement[] };
        rights.push(...Statement.flatMap((statement) => rightsIn(role, statement)));
      }
    }
  }
  return rights;
}

const rightsIn = (role: string, { Effect, Action, Resource }: Statement): Right[] =>
  Effect === 'Allow'
    ? [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ role, action, resource })))
    : [];

/** What Lambda itself does with the role of a function: writes its log and traces, reads its queue or stream, parks what fails. */
export function doneByLambda({ role, sources }: Deployed, rights: readonly Right[]): Right[] {
  const own = rights.filter((right) => right.role === role && /^(logs|xray):/.test(right.action));
  const reads = (resource: string): Right[] =>
    (resource.includes(':dynamodb:') ? OF_STREAMS : OF_QUEUES).map((action) => ({ role, action, resource }));
  return [
    ...own,
    ...sources.flatMap(({ reads: source, parks }) => [
      ...reads(source),
      ...(parks === undefined ? [] : [{ role, action: 'sqs:SendMessage', resource: parks }]),
    ]),
  ];
}

const OF_QUEUES = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const OF_STREAMS = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);

/** The rights that nothing was done with. */
export function unusedRights(rights: readonly Right[], done: readonly Right[]): Right[] {
  const byRole = Map.groupBy(done, ({ role }) => role);
  return rights.filter((right) => !(byRole.get(right.role) ?? []).some((call) => covers(right, call)));
}

const covers = (right: Right, call: Right): boolean =>
  right.action.toLowerCase() === call.action.toLowerCase() &&
  (right.resource === call.resource || glob(right.resource).test(call.resource));

const glob = (pattern: string): RegExp =>
  new RegExp(`^${RegExp.escape(pattern).replaceAll(String.raw`\*`, '.*')}$`);
