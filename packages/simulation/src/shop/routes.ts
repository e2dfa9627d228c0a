import { type Access, allows } from '@cartless/domain';
import type { Route } from '@cartless/lambda';
import { deployment as deployed, routes } from 'simulation:shop';
import type { Deployment } from '../build/deployment.ts';
import type { Caller } from '../world/gateway.ts';

/** A route under the name by which the simulation calls it: `orders/placeOrder`. */
export type Called = Readonly<{ name: string; route: Route }>;

/** All routes of the shop. */
const deployment: Deployment = deployed;

export const CALLED: readonly Called[] = deployment.functions.flatMap(({ service, name, triggers }) =>
  triggers.flatMap((trigger) => {
    if (trigger.kind !== 'call') return [];
    const route = routes.find(
      ({ id, method, path }) => id === name && method === trigger.method && path === trigger.path,
    );
    return route === undefined ? [] : [{ name: `${service}/${name}`, route }];
  }),
);

/** The routes that declare one of some errors. */
export const answering = (...codes: readonly string[]): readonly Called[] =>
  CALLED.filter(({ route }) => route.errors?.some(({ code }) => codes.includes(code)));

/** What a token holds with which a route can be called, and no more. */
export const scopesFor = ({ access }: Readonly<{ access: Access }>): readonly string[] => [
  'shop',
  ...(access === 'public' || access === 'shop'
    ? []
    : [typeof access === 'string' ? access : (access[0] ?? '')]),
];

const ACCESS = new Map(CALLED.map(({ name, route }) => [name, route.access]));

/** Whether a route is for somebody, by what their token holds. */
export function isOpenTo(name: string, caller: Caller | undefined): boolean {
  const access = ACCESS.get(name) ?? 'public';
  if (access === 'public') return true;
  return caller !== undefined && allows(caller.scopes ?? ['shop'], ...[access].flat());
}
