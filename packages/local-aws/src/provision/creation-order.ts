import type { TemplateResources } from './template.ts';
import { isRecord } from './template.ts';

/**
 * Orders logical ids so that each comes after what it refers to or depends on.
 *
 * @throws Error naming the circle when resources refer to each other in one.
 */
export function creationOrder(resources: TemplateResources): readonly string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): void => {
    if (done.has(id)) return;
    if (path.includes(id))
      throw new Error(`Resources refer to each other in a circle: ${[...path, id].join(' → ')}`);
    path.push(id);
    for (const other of dependencies(id, resources)) visit(other);
    path.pop();
    done.add(id);
  };
  for (const id of Object.keys(resources)) visit(id);
  return [...done];
}

function dependencies(id: string, resources: TemplateResources): readonly string[] {
  const resource = resources[id];
  const declared = [resource?.DependsOn ?? []].flat();
  const found = [...declared, ...references(resource?.Properties)];
  return found.filter((other) => other !== id && Object.hasOwn(resources, other));
}

/** Every name that a value refers to by Ref, Fn::GetAtt or Fn::Sub. */
function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    if (key === 'Ref' && typeof entry === 'string') return [entry];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(entry) ? entry[0] : entry).split('.')[0] ?? ''];
    if (key === 'Fn::Sub') return [...substituted(entry), ...references(entry)];
    return references(entry);
  });
}

function substituted(argument: unknown): readonly string[] {
  const template = String(Array.isArray(argument) ? argument[0] : argument);
  return [...template.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => (match[1] ?? '').split('.')[0] ?? '');
}
