import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { readBought } from './bought.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const checkoutRoutes = [
  createRoute({
    getParentRoute,
    path: '/basket',
    component: lazyRouteComponent(() => import('./basket-page.tsx'), 'BasketPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/checkout',
    validateSearch: readBought,
    component: lazyRouteComponent(() => import('./checkout-page.tsx'), 'CheckoutPage'),
  }),
] as const;
