import type { CompiledTemplate } from './protection/template.ts';

/**
 * Takes out of `DependsOn` what a resource refers to anyway: CloudFormation waits for that by itself. The framework writes both, and a linter
 * that is told to pass over its own would pass over ours too.
 */
export function takeOutSpareDependencies({ Resources }: CompiledTemplate): void {
  for (const resource of Object.values(Resources)) {
    const { DependsOn, ...rest } = resource;
    if (DependsOn === undefined) continue;
    const named = new Set(namedIn(rest));
    const left = [DependsOn as string | string[]].flat().filter((id) => !named.has(id));
    if (left.length > 0) resource['DependsOn'] = left;
    else delete resource['DependsOn'];
  }
}

/** The logical ids that a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
function namedIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (name === 'Ref') return [String(member)];
    if (name === 'Fn::GetAtt') return [String([member].flat()[0]).split('.')[0] ?? ''];
    const inner = namedIn(member);
    if (name !== 'Fn::Sub') return inner;
    const [text] = [member].flat();
    return [...inner, ...[...String(text).matchAll(/\$\{(\w+)/g)].map(([, id = '']) => id)];
  });
}
