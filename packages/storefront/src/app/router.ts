import { createRoute, createRouter } from '@tanstack/react-router';
import { accountRoutes } from '../account/routes.ts';
import { checkoutRoutes } from '../checkout/routes.ts';
import type { consoleRoutes } from '../console/routes.ts';
import { ordersRoutes } from '../orders/routes.ts';
import { shopRoutes } from '../shop/routes.ts';
import { rootRoute } from './root-route.ts';

/** Leads whoever goes from the shop to the console through its own door: the site begins anew there, and knows its pages. */
const doorOfConsole = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console/$',
  beforeLoad: ({ location: { href }, preload }) => {
    // To point at a link is not to go there.
    if (preload) return undefined;
    location.assign(href);
    return new Promise<never>(() => undefined);
  },
});

/** The pages of the console are named where somebody enters there, and weigh nothing in the shop. */
const ofConsole = async (): Promise<typeof consoleRoutes> =>
  /^\/console(\/|$)/.test(location.pathname)
    ? (await import('../console/routes.ts')).consoleRoutes
    : ([doorOfConsole] as unknown as typeof consoleRoutes);

/** Makes the router of all pages by their address. A room names its own in its `routes.ts`. */
export async function loadRouter() {
  const pages = rootRoute.addChildren([
    ...shopRoutes,
    ...checkoutRoutes,
    ...accountRoutes,
    ...ordersRoutes,
    ...(await ofConsole()),
  ]);
  return createRouter({
    routeTree: pages,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
  });
}

export type Router = Awaited<ReturnType<typeof loadRouter>>;

declare module '@tanstack/react-router' {
  interface Register {
    router: Router;
  }
}
