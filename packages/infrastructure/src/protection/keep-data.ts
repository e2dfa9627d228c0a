import type { Given } from '../settings/catalogue.ts';
import { type CompiledResource, type CompiledTemplate, ofType } from './template.ts';

/** What cannot be made again: what a stage has written, and what it was written with. */
const DATA = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::KMS::Key'];
/** What the data were written with, and has to be the same for whoever reads them (`fixed` in settings.yml). */
const isFixed = ({ Type, Properties }: CompiledResource): boolean =>
  Type === 'AWS::SSM::Parameter' && String(Properties?.['Name']).includes('/fixed/');
/** Buckets, which CloudFormation deletes only when nothing is in them: it would stop in the middle of a stack that is removed. */
const BUCKET = 'AWS::S3::Bucket';
/** The framework empties its own by itself. */
const OF_FRAMEWORK = 'ServerlessDeploymentBucket';
/** Days that a deleted key can still be had back: the most that KMS takes, and the fewest. */
const PENDING = { kept: 30, made: 7 };

/**
 * What becomes of tables, keys and buckets, by the settings of the stage: whether they stay when their stack is removed, whether DynamoDB
 * refuses to delete them, and whether they can be put back as they were. Every replica is as the first.
 */
export function keepData(
  template: CompiledTemplate,
  { keepData: keep, deletionProtection, pointInTimeRecovery }: Given,
): void {
  if (keep === undefined) return;
  const policy = keep === 'yes' ? 'Retain' : 'Delete';
  const kept = Object.entries(template.Resources).filter(
    ([id, resource]) =>
      DATA.includes(resource.Type) || isFixed(resource) || (resource.Type === BUCKET && id !== OF_FRAMEWORK),
  );
  for (const [, resource] of kept)
    Object.assign(resource, { DeletionPolicy: policy, UpdateReplacePolicy: policy });
  for (const [, key] of ofType(template, 'AWS::KMS::Key'))
    key['PendingWindowInDays'] = keep === 'yes' ? PENDING.kept : PENDING.made;
  for (const [, table] of ofType(template, 'AWS::DynamoDB::GlobalTable'))
    for (const replica of table['Replicas'] as Record<string, unknown>[])
      Object.assign(replica, {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: pointInTimeRecovery === 'yes' },
        DeletionProtectionEnabled: deletionProtection === 'yes',
      });
}
