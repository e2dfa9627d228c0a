import { type Meaning, meaningOf, type Template } from './meaning.ts';

/** What has become of the resources of a template. */
export type Comparison = Readonly<{
  same: number;
  added: readonly string[];
  removed: readonly string[];
  /** Resources that are the same and have another logical id: CloudFormation makes them anew. */
  renamed: readonly string[];
  changed: readonly string[];
}>;

/** Compares two templates of a service resource by resource, by what they mean on AWS. */
export function compareTemplates(before: Template, after: Template): Comparison {
  const [old, young] = [meaningOf(before), meaningOf(after)];
  const kept = [...old].flatMap(([name, was]): [string, Meaning, Meaning][] => {
    const is = young.get(name);
    return is === undefined ? [] : [[name, was, is]];
  });
  const differences = kept.flatMap(([name, was, is]) => differing(was.value, is.value, name));
  const changed = new Set(differences.map(({ resource }) => resource));
  return {
    same: kept.filter(([name]) => !changed.has(name)).length,
    added: [...young.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !young.has(name)),
    renamed: kept.filter(([, was, is]) => was.id !== is.id).map(([, was, is]) => `${was.id} → ${is.id}`),
    changed: differences.map(({ resource, path, was, is }) => `${resource} ${path}: ${was} → ${is}`),
  };
}

type Difference = Readonly<{ resource: string; path: string; was: string; is: string }>;

/** Where two values differ. In a list only what was added or taken away counts. */
function differing(was: unknown, is: unknown, resource: string, path = ''): Difference[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (Array.isArray(was) && Array.isArray(is) && was.length === 1 && is.length === 1)
    return differing(was[0], is[0], resource, `${path}[]`);
  if (Array.isArray(was) && Array.isArray(is)) {
    const [old, young] = [was, is].map((list) => list.map((member) => JSON.stringify(member)));
    const gone = (old ?? []).filter((member) => !young?.includes(member)).join(', ');
    const come = (young ?? []).filter((member) => !old?.includes(member)).join(', ');
    return [{ resource, path, was: gone || 'nothing', is: come || 'nothing' }];
  }
  if (isMap(was) && isMap(is)) {
    const names = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...names].flatMap((name) => differing(was[name], is[name], resource, `${path}/${name}`));
  }
  return [{ resource, path, was: JSON.stringify(was), is: JSON.stringify(is) }];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
