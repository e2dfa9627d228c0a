import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const consoleRoutes = [
  createRoute({
    getParentRoute,
    path: '/console',
    component: lazyRouteComponent(() => import('./console-page.tsx'), 'ConsolePage'),
  }),
] as const;
