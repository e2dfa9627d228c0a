import { describe, expect, it } from '@jest/globals';
import type { CompiledTemplate } from '../protection/template.ts';
import { placeIn } from './index.ts';
import type { Place } from './place.ts';
import type { Whole } from './tables.ts';

const HOME: Place = {
  region: 'eu-central-1',
  origin: 'eu-central-1',
  home: 'eu-central-1',
  replicas: ['eu-west-1'],
};
const SECOND: Place = { ...HOME, region: 'eu-west-1' };

/** A stack with a table, a function that follows it, a schedule and an address. */
const stack = (): CompiledTemplate => ({
  Resources: {
    OrdersTable: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'shop-prod-orders',
        Replicas: [{ Region: { Ref: 'AWS::Region' }, DeletionProtectionEnabled: true }],
      },
    },
    RelayRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'shop-prod-orders-relay',
        Policies: [
          { Resource: { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] } },
          { Resource: { 'Fn::Sub': '${OrdersTable.Arn}/index/due' } },
        ],
      },
    },
    Relay: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'shop-orders-prod-relay', Environment: { TABLE: { Ref: 'OrdersTable' } } },
      DependsOn: ['RelayRole', 'OrdersTable'],
    },
    Trigger: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] }, Enabled: true },
      DependsOn: 'RelayRole',
    },
    Schedule: { Type: 'AWS::Events::Rule', Properties: { State: 'ENABLED' } },
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Of: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/shop-prod-orders-relay' } },
    },
    Cache: {
      Type: 'AWS::CloudFront::CachePolicy',
      Properties: { CachePolicyConfig: { Name: 'shop-prod-none' } },
    },
    Shop: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { Aliases: ['shop.dev'] } },
    },
  },
});

function placed(place: Place, template: CompiledTemplate = stack(), isGround = false): Whole {
  placeIn(template, { app: 'shop', stage: 'prod', place, isGround }, () => {});
  return template;
}
const properties = (template: Whole, id: string) => template.Resources[id]?.Properties;

describe('the stack of the region where a stage began', () => {
  it('makes the replicas of its tables, with the settings of the table', () => {
    expect(properties(placed(HOME), 'OrdersTable')).toMatchObject({
      Replicas: [
        { Region: { Ref: 'AWS::Region' }, DeletionProtectionEnabled: true },
        { Region: 'eu-west-1', DeletionProtectionEnabled: true },
      ],
    });
  });

  it('is otherwise the same but for the fence around its roles', () => {
    const template = placed(HOME);
    expect(properties(template, 'RelayRole')).toMatchObject({
      RoleName: 'shop-prod-orders-relay',
      ManagedPolicyArns: [
        { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/shop-prod-fence-euc1' },
      ],
    });
    for (const id of ['Relay', 'Trigger', 'Schedule', 'Policy', 'Cache', 'Shop'])
      expect(template.Resources[id]).toEqual(stack().Resources[id]);
  });

  it('keeps its tables and sleeps when the stage has moved', () => {
    const template = placed({ ...HOME, home: 'eu-west-1' });
    expect(template.Resources).toHaveProperty('OrdersTable');
    expect(properties(template, 'Trigger')).toMatchObject({ Enabled: false });
    expect(properties(template, 'Schedule')).toEqual({ State: 'DISABLED' });
    expect(properties(template, 'Shop')).toEqual({ DistributionConfig: {} });
  });
});

describe('the stack of another region', () => {
  it('makes no tables, and names those that are there', () => {
    const template = placed(SECOND);
    expect(template.Resources).not.toHaveProperty('OrdersTable');
    expect(JSON.stringify(template)).not.toContain('"OrdersTable"');
    expect(properties(template, 'Relay')).toMatchObject({ Environment: { TABLE: 'shop-prod-orders' } });
    expect(template.Resources['Relay']?.['DependsOn']).toEqual(['RelayRole']);
    expect(properties(template, 'RelayRole')).toMatchObject({
      Policies: [
        { Resource: { Ref: 'OrdersTableStream' } },
        {
          Resource: {
            'Fn::Sub':
              'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/shop-prod-orders/index/due',
          },
        },
      ],
    });
  });

  it('takes the stream of a replica as a parameter, and says of which table', () => {
    const template = placed(SECOND);
    expect(properties(template, 'Trigger')).toMatchObject({ EventSourceArn: { Ref: 'OrdersTableStream' } });
    expect(template.Parameters).toMatchObject({ OrdersTableStream: { Type: 'String' } });
    expect(template.Metadata).toEqual({ Streams: { OrdersTableStream: 'shop-prod-orders' } });
  });

  it('has names of its own where names are the whole account’s', () => {
    const template = placed(SECOND);
    expect(properties(template, 'RelayRole')).toMatchObject({ RoleName: 'shop-prod-orders-relay-euw1' });
    expect(properties(template, 'Cache')).toEqual({ CachePolicyConfig: { Name: 'shop-prod-none-euw1' } });
    expect(properties(template, 'Relay')).toMatchObject({ FunctionName: 'shop-orders-prod-relay' });
    expect(JSON.stringify(properties(template, 'Policy'))).toContain('role/shop-prod-orders-relay-euw1');
  });

  it('sleeps until the stage moves there', () => {
    expect(properties(placed(SECOND), 'Trigger')).toMatchObject({ Enabled: false });
    const moved = placed({ ...SECOND, home: 'eu-west-1' });
    expect(properties(moved, 'Trigger')).toMatchObject({ Enabled: true });
    expect(properties(moved, 'Schedule')).toEqual({ State: 'ENABLED' });
    expect(properties(moved, 'Shop')).toEqual({ DistributionConfig: { Aliases: ['shop.dev'] } });
    expect(moved.Resources).not.toHaveProperty('OrdersTable');
  });

  it('has a replica of the key of the data', () => {
    const key: CompiledTemplate = {
      Resources: {
        DataKey: {
          Type: 'AWS::KMS::Key',
          DeletionPolicy: 'Retain',
          Properties: { MultiRegion: true, EnableKeyRotation: true, PendingWindowInDays: 30 },
        },
        SigningKey: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
      },
    };
    const template = placed(SECOND, key, true);
    expect(template.Resources['DataKey']).toEqual({
      Type: 'AWS::KMS::ReplicaKey',
      DeletionPolicy: 'Retain',
      Properties: {
        PendingWindowInDays: 30,
        PrimaryKeyArn: {
          'Fn::Sub': 'arn:${AWS::Partition}:kms:eu-central-1:${AWS::AccountId}:key/${DataKeyOfStage}',
        },
      },
    });
    expect(template.Resources['SigningKey']?.Type).toBe('AWS::KMS::Key');
    expect(template.Parameters).toHaveProperty('DataKeyOfStage');
  });
});

describe('the fence', () => {
  const statement = (place: Place) => {
    const document = properties(placed(place, { Resources: {} }, true), 'Fence')?.['PolicyDocument'];
    return (document as { Statement: [Record<string, unknown>] }).Statement[0];
  };

  it('lets nothing be written where the stage stands by, and everything at home', () => {
    expect(statement(SECOND)).toMatchObject({ Effect: 'Deny', Resource: '*' });
    expect(statement(SECOND)['Action']).toEqual(expect.arrayContaining(['dynamodb:PutItem', 'sns:Publish']));
    expect(statement(SECOND)).not.toHaveProperty('Condition');
    expect(statement(HOME)).toHaveProperty('Condition');
  });

  it('lets triggers be made there: AWS makes none for a role that may not read', () => {
    expect(JSON.stringify(statement(SECOND))).not.toMatch(/sqs:ReceiveMessage|dynamodb:Get/);
  });
});
