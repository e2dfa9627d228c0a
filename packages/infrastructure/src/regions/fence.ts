import { type CompiledTemplate, ofType } from '../protection/template.ts';
import { type Place, regionCode, standsBy } from './place.ts';

/** The policy by which the functions of a region are kept from writing: `cartless-prod-fence-euw1`. */
export const fenceName = (app: string, stage: string, region: string): string =>
  `${app}-${stage}-fence-${regionCode(region)}`;

/**
 * How a fence stands: `open` at home; `closed` where a region stands by and nothing may be written or told; `sealed` where a region was home and
 * may come back with what its queues and streams still hold. AWS makes no trigger for a role that may not read its queue, so the
 * stacks themselves never seal.
 */
export type FenceState = 'open' | 'closed' | 'sealed';

const WRITES = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'ses:SendEmail',
  'ses:SendRawEmail',
  'sns:Publish',
];
const TAKES = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'sqs:ReceiveMessage'];

/** What a fence says. An open one has a statement about nothing, since a policy cannot be empty. */
export function fenceDocument(state: FenceState): object {
  const denies = state === 'sealed' ? [...WRITES, ...TAKES] : WRITES;
  const never = { Condition: { StringEquals: { 'aws:RequestedRegion': 'none' } } };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: denies, Resource: '*', ...(state === 'open' && never) }],
  };
}

/** The fence of a region, for the stack that all others of the region stand on. */
export const fence = (app: string, stage: string, place: Place) => ({
  Fence: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: fenceName(app, stage, place.region),
      Description: `Whether ${place.region} is home of ${app} ${stage} (ADR 74)`,
      PolicyDocument: fenceDocument(standsBy(place) ? 'closed' : 'open'),
    },
  },
});

/** Puts the roles of a stack's functions behind the fence of their region. */
export function putBehindFence(template: CompiledTemplate, name: string): void {
  const arn = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${name}` };
  for (const [, properties] of ofType(template, 'AWS::IAM::Role')) {
    const others = (properties['ManagedPolicyArns'] ?? []) as unknown[];
    if (!JSON.stringify(others).includes(name)) properties['ManagedPolicyArns'] = [...others, arn];
  }
}
