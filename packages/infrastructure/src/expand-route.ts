import { scopesThatOpen } from '@cartless/domain';
import type { Expansion } from './cloudformation.ts';

/** What a route.ts says of how a function is called. */
export type DeclaredRoute = Readonly<{
  id: string;
  method: string;
  path: string;
  /** `public`, or the scope that a token needs; of several scopes any one will do. */
  access: string | readonly string[];
  /** How many calls a second, and at once, API Gateway lets through of all callers together; less than of other routes. */
  throttle?: Throttle;
}>;
export type Throttle = Readonly<{ rate: number; burst: number }>;

/** The route of a function in the service's HTTP API, with the authorizer that its access needs. */
export const expandRoute = ({ method, path, access }: DeclaredRoute): Expansion => ({
  events: [
    {
      httpApi: {
        method,
        path,
        ...(access !== 'public' && { authorizer: { name: 'jwt', scopes: [...scopesThatOpen(access)] } }),
      },
    },
  ],
});
