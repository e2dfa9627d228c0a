import { readFileSync } from 'node:fs';
import { type CollectionTag, isSeq, parse, type ScalarTag } from 'yaml';

type Resource = { Type: string; Properties: Record<string, unknown> };

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

/**
 * Reads the resources of one of a service's infra files. Variables of the Serverless Framework become `test`.
 * @throws Error when the file declares no resources
 */
export function readResources(file: URL): Record<string, Resource> {
  const text = readFileSync(file, 'utf8').replaceAll(
    /\$\{(?:sls|file|self|param|opt|strToBool)\b[^}]*\}/g,
    'test',
  );
  const document = parseCloudFormation(text) as { Resources?: Record<string, Resource> } | null;
  if (document?.Resources === undefined) throw new Error(`${file.pathname} declares no Resources`);
  return document.Resources;
}
