import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from '../account/routes.ts';
import { checkoutRoutes } from '../checkout/routes.ts';
import { consoleRoutes } from '../console/routes.ts';
import { ordersRoutes } from '../orders/routes.ts';
import { shopRoutes } from '../shop/routes.ts';
import { rootRoute } from './root-route.ts';

/** All pages by their address. A room names its own in its `routes.ts`. */
const pages = rootRoute.addChildren([
  ...shopRoutes,
  ...checkoutRoutes,
  ...accountRoutes,
  ...ordersRoutes,
  ...consoleRoutes,
]);

export const router = createRouter({
  routeTree: pages,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
