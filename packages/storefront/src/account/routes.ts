import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const accountRoutes = [
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/login',
    component: lazyRouteComponent(() => import('./log-in-page.tsx'), 'LogInPage'),
  }),
] as const;
