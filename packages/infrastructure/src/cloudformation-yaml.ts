import { type CollectionTag, isSeq, parse, type ScalarTag } from 'yaml';

const FUNCTIONS = [
  'Base64',
  'Equals',
  'FindInMap',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Select',
  'Split',
  'Sub',
];

/** The short forms of CloudFormation's functions. */
const TAGS: (ScalarTag | CollectionTag)[] = [
  { tag: '!Ref', resolve: (name: string) => ({ Ref: name }) },
  { tag: '!Condition', resolve: (name: string) => ({ Condition: name }) },
  { tag: '!GetAtt', resolve: (path: string) => ({ 'Fn::GetAtt': path.split('.') }) },
  ...FUNCTIONS.flatMap((name): (ScalarTag | CollectionTag)[] => [
    { tag: `!${name}`, resolve: (text: string) => ({ [`Fn::${name}`]: text }) },
    {
      tag: `!${name}`,
      collection: 'seq',
      resolve: (list) => ({ [`Fn::${name}`]: isSeq(list) ? list.toJSON() : list }),
    },
  ]),
];

/** Reads YAML with CloudFormation's short forms, which become the long ones. */
export const parseCloudFormation = (text: string): unknown => parse(text, { customTags: TAGS });
