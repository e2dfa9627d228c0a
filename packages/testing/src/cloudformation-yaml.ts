import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CollectionTag, ScalarTag } from 'yaml';

type Resource = { Type: string; Properties: Record<string, unknown> };

/** The short forms of CloudFormation's functions that the services' files use. */
const TAGS: (ScalarTag | CollectionTag)[] = [
  { tag: '!Ref', resolve: (name: string) => ({ Ref: name }) },
  { tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) },
  { tag: '!GetAtt', resolve: (path: string) => ({ 'Fn::GetAtt': path.split('.') }) },
];

/**
 * Reads the resources of one of a service's infra files. Variables of the Serverless Framework become `test`.
 * @throws Error when the file declares no resources
 */
export function readResources(file: URL): Record<string, Resource> {
  const text = readFileSync(file, 'utf8').replaceAll(
    /\$\{(?:sls|file|self|param|opt|strToBool)\b[^}]*\}/g,
    'test',
  );
  const document = parse(text, { customTags: TAGS }) as { Resources?: Record<string, Resource> } | null;
  if (document?.Resources === undefined) throw new Error(`${file.pathname} declares no Resources`);
  return document.Resources;
}
