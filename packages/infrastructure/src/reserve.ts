import type { ExpandedService } from './expand-service.ts';
import type { Owner } from './names.ts';

type Functions = ExpandedService['functions'];

/**
 * Keeps a part of the account's concurrency for functions, as the stage says: `{"orders/placeOrder": 100}`.
 *
 * @throws Error naming a function of the service that is not there
 */
export function reserve(functions: Functions, { service }: Owner, setting: string | undefined): Functions {
  const wanted = Object.entries(JSON.parse(setting ?? '{}') as Record<string, number>).flatMap(
    ([name, reservedConcurrency]) => {
      const [of, key = ''] = name.split('/');
      return of === service ? [[key, reservedConcurrency] as const] : [];
    },
  );
  const unknown = wanted.find(([key]) => !(key in functions));
  if (unknown !== undefined)
    throw new Error(`"reserved" names ${service}/${unknown[0]}, which is no function`);
  return {
    ...functions,
    ...Object.fromEntries(
      wanted.map(([key, reservedConcurrency]) => [key, { ...functions[key], reservedConcurrency }]),
    ),
  };
}
