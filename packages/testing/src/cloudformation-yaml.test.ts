import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readResources } from './cloudformation-yaml.ts';

const file = (text: string): URL => {
  const path = join(mkdtempSync(join(tmpdir(), 'infra-')), 'tables.yml');
  writeFileSync(path, text);
  return pathToFileURL(path);
};

describe('the resources of an infra file', () => {
  it('are read with the short forms of CloudFormation', () => {
    const resources = readResources(
      file(`
Resources:
  Mail:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: cartless-\${sls:stage}-mail
      Arn: !GetAtt MailDeadLetters.Arn
      Ref: !Ref MailDeadLetters
      Name: !Sub arn:\${AWS::Partition}:sqs
      Joined: !Join ['-', [a, !Ref AWS::Region]]
`),
    );
    expect(resources).toEqual({
      Mail: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'cartless-test-mail',
          Arn: { 'Fn::GetAtt': ['MailDeadLetters', 'Arn'] },
          Ref: { Ref: 'MailDeadLetters' },
          Name: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs' },
          Joined: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] },
        },
      },
    });
  });

  it('must be there', () => {
    expect(() => readResources(file('Outputs: {}'))).toThrow(/declares no Resources/);
  });
});
