import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { readFilters } from './order-filters.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const ordersRoutes = [
  createRoute({
    getParentRoute,
    path: '/track',
    validateSearch: ({ number }: Record<string, unknown>): Readonly<{ number?: string }> =>
      typeof number === 'string' ? { number } : {},
    component: lazyRouteComponent(() => import('./track-page.tsx'), 'TrackPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/orders',
    validateSearch: readFilters,
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/orders/$orderId',
    validateSearch: ({ payment }: Record<string, unknown>): Readonly<{ payment?: 'done' | 'cancelled' }> =>
      payment === 'done' || payment === 'cancelled' ? { payment } : {},
    component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/orders/$orderId/invoice',
    validateSearch: ({ creditNote }: Record<string, unknown>): Readonly<{ creditNote?: string }> =>
      typeof creditNote === 'string' ? { creditNote } : {},
    component: lazyRouteComponent(() => import('./invoice-page.tsx'), 'InvoicePage'),
  }),
] as const;
