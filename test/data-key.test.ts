import { pascalCase } from '@cartless/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importFiles } from '../scripts/take-over/import-files.ts';
import { keyAllows, keyPolicy, type KeyUse, usesOfServices } from './key-policy.ts';
import { namesTooLong } from './name-lengths.ts';
import { ofType, packageService, STAGE, type Template } from './packaged-service.ts';
import { leadsToRunbook } from './runbooks.ts';
import { unprotected, withoutKey } from './protection.ts';
import { SERVICES } from './serverless-yaml.ts';

const OWN = 'arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef';

describe('the platform', () => {
  let [off, on, elsewhere]: Template[] = [];
  beforeAll(async () => {
    off = (await packageService('platform')).template;
    on = (await packageService('platform', { dataKey: 'yes' })).template;
    elsewhere = (await packageService('platform', { dataKey: OWN })).template;
  });

  it.each([
    ['no key of its own', () => off],
    ['a key of its own', () => on],
    ['a key that is kept elsewhere', () => elsewhere],
  ])('holds nothing that is open, kept for ever, or taken without TLS, with %s', (_, template) => {
    expect(unprotected(template() as Template)).toEqual([]);
  });

  it('has names that AWS takes, also on a stage with the longest name that there may be', () => {
    expect(namesTooLong(on as Template, STAGE)).toEqual([]);
  });

  it('is made anew around its keys, which are named then, and nothing else', () => {
    const keys = { SigningKey: '1234abcd-12ab-34cd-56ef-1234567890ab', DataKey: 'mrk-1234abcd12ab34cd' };
    expect(() => importFiles(on as Template, {})).toThrow('--key SigningKey=<id>');
    const { template, resources } = importFiles(on as Template, keys);
    expect(Object.keys(template.Resources).toSorted()).toEqual(['DataKey', 'SigningKey']);
    expect(resources.map(({ ResourceIdentifier }) => ResourceIdentifier)).toEqual(
      expect.arrayContaining(Object.values(keys).map((KeyId) => ({ KeyId }))),
    );
  });

  it('has alarms about the account and the topics, each with a runbook that is there', () => {
    const alarms = ofType(off as Template, 'AWS::CloudWatch::Alarm');
    expect(alarms.map(([id]) => id)).toEqual(
      expect.arrayContaining([
        ...SERVICES.map((service) => `${pascalCase(service)}EventsUndelivered`),
        'ThrottledFunctionsAlarm',
        'BouncedMailsAlarm',
        'ComplainedMailsAlarm',
      ]),
    );
    for (const [id, { AlarmDescription, AlarmActions }] of alarms)
      expect([id, AlarmDescription, leadsToRunbook(AlarmDescription), JSON.stringify(AlarmActions)]).toEqual([
        id,
        AlarmDescription,
        true,
        expect.stringContaining(`cartless-${STAGE}-alarms`),
      ]);
    expect(ofType(off as Template, 'AWS::CloudWatch::Dashboard')).toHaveLength(2);
  });

  it('brings no key for data and uses none where the stage asks for none', () => {
    expect(JSON.stringify(off)).not.toMatch(/DataKey|:kms:\$|data-key/);
    expect(ofType(off as Template, 'AWS::KMS::Key').map(([id]) => id)).toEqual(['SigningKey']);
  });

  it('brings a key that turns by itself, is not lost at once, and is found by name and by parameter', () => {
    expect(on?.Resources['DataKey']?.Properties).toMatchObject({
      EnableKeyRotation: true,
      MultiRegion: true,
      PendingWindowInDays: 30,
    });
    expect(on?.Resources['DataKey']).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(on?.Resources['DataKeyAlias']?.Properties).toMatchObject({
      AliasName: `alias/cartless-${STAGE}-data`,
      TargetKeyId: { Ref: 'DataKey' },
    });
    expect(on?.Resources['DataKeyId']?.Properties).toMatchObject({
      Name: `/cartless/${STAGE}/data-key`,
      Value: { Ref: 'DataKey' },
    });
  });

  it('encrypts every topic with the key that the stage has', () => {
    expect(withoutKey(on as Template, ':key/${DataKey}')).toEqual([]);
    expect(withoutKey(elsewhere as Template, OWN)).toEqual([]);
    expect(elsewhere?.Resources).not.toHaveProperty('DataKey');
  });

  it('is told by alarms through an encrypted topic, which the key that AWS keeps for SNS would not allow', () => {
    for (const use of usesOfServices(on as Template))
      expect([use, keyAllows(keyPolicy(), use)]).toEqual([use, true]);
    const topics = ofType(off as Template, 'AWS::SNS::Topic');
    expect(topics.filter(([, { KmsMasterKeyId }]) => KmsMasterKeyId === undefined)).toHaveLength(1);
  });
});

describe("the policy of the stage's key", () => {
  const use = (service: string, context: Readonly<Record<string, string>>): KeyUse => ({
    service,
    actions: ['kms:Decrypt'],
    context,
  });
  const queue = (name: string, account = '123456789012') => ({
    'kms:EncryptionContext:aws:sqs:arn': `arn:aws:sqs:us-east-1:${account}:${name}`,
  });
  const topic = (name: string, account = '123456789012') => ({
    'aws:SourceAccount': account,
    'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:us-east-1:123456789012:${name}`,
  });

  it.each([
    ['SNS for a queue of another stage', use('sns.amazonaws.com', queue('cartless-prod-orders-jobs'))],
    [
      'SNS for a queue of another account',
      use('sns.amazonaws.com', queue(`cartless-${STAGE}-x`, '210987654321')),
    ],
    ['SNS for no queue', use('sns.amazonaws.com', {})],
    [
      'an alarm of another account',
      use('cloudwatch.amazonaws.com', topic(`cartless-${STAGE}-alarms`, '210987654321')),
    ],
    ['an alarm that tells events', use('cloudwatch.amazonaws.com', topic(`cartless-${STAGE}-orders-events`))],
    ['SES as the topic of alarms', use('ses.amazonaws.com', topic(`cartless-${STAGE}-alarms`))],
    [
      'logs that are nobody of ours',
      use('logs.us-east-1.amazonaws.com', {
        'kms:EncryptionContext:aws:logs:arn':
          'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/other',
      }),
    ],
    ['EventBridge', use('events.amazonaws.com', queue(`cartless-${STAGE}-orders-jobs`))],
  ])('does not let in %s', (_, request) => {
    expect(keyAllows(keyPolicy(), request)).toBe(false);
  });

  it('lets in every service of AWS on a condition, and whoever calls from the account by their own rights', () => {
    for (const { Principal, Condition } of keyPolicy()) {
      const whole = JSON.stringify(Principal).includes(':root');
      expect([Principal, whole || Object.keys(Condition ?? {}).length > 0]).toEqual([Principal, true]);
    }
  });
});
