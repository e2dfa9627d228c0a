import { describe, expect, it } from '@jest/globals';
import { takeOutSpareDependencies } from './spare-dependencies.ts';

const dependsOn = (DependsOn: string | readonly string[], Properties: Record<string, unknown>) => {
  const template = { Resources: { One: { Type: 'Any', DependsOn, Properties } } };
  takeOutSpareDependencies(template);
  return template.Resources.One;
};

describe('what a resource waits for', () => {
  it.each([
    ['Ref', { To: { Ref: 'Other' } }],
    ['GetAtt', { To: [{ 'Fn::GetAtt': ['Other', 'Arn'] }] }],
    ['GetAtt in one text', { To: { 'Fn::GetAtt': 'Other.Arn' } }],
    ['Sub', { To: { 'Fn::Sub': 'arn:${AWS::Partition}:${Other.Arn}/x' } }],
    ['Sub with values', { To: { 'Fn::Sub': ['${a}-b', { a: { 'Fn::Join': ['', [{ Ref: 'Other' }]] } }] } }],
  ])('is not said twice when it is named by %s', (_, properties) => {
    expect(dependsOn('Other', properties)).not.toHaveProperty('DependsOn');
    expect(dependsOn(['Third', 'Other'], properties).DependsOn).toEqual(['Third']);
  });

  it('is said where nothing else says it', () => {
    expect(dependsOn('Other', { To: 'Other', Not: { 'Fn::Sub': 'Other' } }).DependsOn).toEqual(['Other']);
  });
});
