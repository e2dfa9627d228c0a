import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const ordersRoutes = [
  createRoute({
    getParentRoute,
    path: '/track',
    component: lazyRouteComponent(() => import('./track-page.tsx'), 'TrackPage'),
  }),
] as const;
