import { describe, expect, it } from '@jest/globals';
import { keepData } from './keep-data.ts';

const template = () => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: { Replicas: [{ Region: 'eu-central-1' }, { Region: 'eu-west-1' }] },
    },
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Bucket: { Type: 'AWS::S3::Bucket' },
    ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
    Currency: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/prod/fixed/currency' } },
    Domain: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/prod/orders/api-domain' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  },
});
const settings = (all: string) => ({ keepData: all, deletionProtection: all, pointInTimeRecovery: all });

describe('what cannot be made again', () => {
  it('stays on a stage that keeps its data, in every region', () => {
    const kept = template();
    keepData(kept, settings('yes'));
    const replica = {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    };
    expect(kept.Resources).toEqual({
      Table: {
        Type: 'AWS::DynamoDB::GlobalTable',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          Replicas: [
            { Region: 'eu-central-1', ...replica },
            { Region: 'eu-west-1', ...replica },
          ],
        },
      },
      Key: {
        Type: 'AWS::KMS::Key',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { PendingWindowInDays: 30 },
      },
      Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
      Currency: {
        Type: 'AWS::SSM::Parameter',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { Name: '/shop/prod/fixed/currency' },
      },
      Domain: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/prod/orders/api-domain' } },
      // Emptied by the framework before it is removed.
      ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    });
  });

  it('goes with its stack on a stage that keeps nothing', () => {
    const gone = template();
    keepData(gone, settings('no'));
    expect(gone.Resources.Table).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(gone.Resources.Key).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { PendingWindowInDays: 7 },
    });
    expect(gone.Resources.Table.Properties.Replicas).toEqual([
      expect.objectContaining({ DeletionProtectionEnabled: false }),
      expect.objectContaining({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
      }),
    ]);
  });
});
