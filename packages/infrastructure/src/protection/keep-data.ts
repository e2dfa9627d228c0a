import type { Given } from '../settings/catalogue.ts';
import { type CompiledTemplate, ofType } from './template.ts';

/** What cannot be made again: what a stage has written, and what it was written with. */
const DATA = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::KMS::Key'];
/** Days that a deleted key can still be had back: the most that KMS takes, and the fewest. */
const PENDING = { kept: 30, made: 7 };

/**
 * What becomes of tables and keys, by the settings of the stage: whether they stay when their stack is removed, whether DynamoDB
 * refuses to delete them, and whether they can be put back as they were. Every replica is as the first.
 */
export function keepData(
  template: CompiledTemplate,
  { keepData: keep, deletionProtection, pointInTimeRecovery }: Given,
): void {
  if (keep === undefined) return;
  const policy = keep === 'yes' ? 'Retain' : 'Delete';
  for (const resource of Object.values(template.Resources).filter(({ Type }) => DATA.includes(Type)))
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
