import { ApiError } from './api-error.ts';

export interface FormTree {
  [key: string]: string | FormTree;
}

const MAX_DEPTH = 8;
const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/**
 * Reads Stripe's form encoding, where `line_items[0][price_data][currency]=cny` means a nested value. Lists become
 * trees with the keys 0, 1, 2 and so on; `expand[]=a&expand[]=b` counts by itself.
 *
 * @throws ApiError when a name is malformed, is given twice, or is nested too deeply.
 */
export function parseFormTree(text: string): FormTree {
  const root = emptyTree();
  for (const [name, value] of new URLSearchParams(text)) insert(root, name, value);
  return root;
}

// Without a prototype, a name such as __proto__ or constructor is only a name.
const emptyTree = (): FormTree => Object.create(null) as FormTree;

function insert(root: FormTree, name: string, value: string): void {
  const [, head, rest = ''] = KEY.exec(name) ?? [];
  if (head === undefined) throw new ApiError(`Invalid parameter name: ${name}`, { param: name });
  const path = [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key)];
  if (path.length > MAX_DEPTH) throw new ApiError(`Parameter ${name} is nested too deeply`, { param: name });
  let node = root;
  path.forEach((part, index) => {
    const key = part === '' ? String(Object.keys(node).length) : part;
    const existing = node[key];
    if (index === path.length - 1) {
      if (existing !== undefined) throw new ApiError(`Parameter ${name} is given twice`, { param: name });
      node[key] = value;
    } else {
      if (typeof existing === 'string') throw new ApiError(`Invalid parameter: ${name}`, { param: name });
      node = node[key] = existing ?? emptyTree();
    }
  });
}
