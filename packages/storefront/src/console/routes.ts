import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import type { OrderSearch } from './orders/order-search.ts';
import type { ReportSearch } from './reports/report-search.ts';

/** What all pages of the console stand in. */
const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console',
  component: lazyRouteComponent(() => import('./frame/console-layout.tsx'), 'ConsoleLayout'),
});
/** What an address says besides its path. The page reads it, so that nothing of the console is loaded before somebody goes there. */
const asTyped = <Search extends object>(search: Record<string, unknown>): Search => search as Search;
const getParentRoute = () => consoleRoute;

type OfStatus = Readonly<{ status?: string }>;

/** The pages of this room. */
export const consoleRoutes = [
  consoleRoute.addChildren([
    createRoute({
      getParentRoute,
      path: '/',
      component: lazyRouteComponent(() => import('./frame/first-room.tsx'), 'FirstRoom'),
    }),
    createRoute({
      getParentRoute,
      path: '/reports',
      validateSearch: asTyped<ReportSearch>,
      component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/reports/orders',
      validateSearch: asTyped<ReportSearch>,
      component: lazyRouteComponent(() => import('./reports/orders-behind-page.tsx'), 'OrdersBehindPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/orders',
      validateSearch: asTyped<OrderSearch>,
      component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/orders/$orderId',
      component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/returns',
      validateSearch: asTyped<OfStatus>,
      component: lazyRouteComponent(() => import('./orders/returns-page.tsx'), 'ReturnsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/refunds',
      validateSearch: asTyped<OfStatus>,
      component: lazyRouteComponent(() => import('./orders/refunds-page.tsx'), 'RefundsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/disputes',
      validateSearch: asTyped<OfStatus>,
      component: lazyRouteComponent(() => import('./orders/disputes-page.tsx'), 'DisputesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/parcels',
      validateSearch: asTyped<OfStatus & Readonly<{ reship?: string }>>,
      component: lazyRouteComponent(() => import('./parcels/parcels-page.tsx'), 'ParcelsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/parcels/slips',
      validateSearch: asTyped<Readonly<{ ids?: string }>>,
      component: lazyRouteComponent(() => import('./parcels/slips-page.tsx'), 'SlipsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/parcels/$shipmentId',
      component: lazyRouteComponent(() => import('./parcels/parcel-page.tsx'), 'ParcelPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/products',
      validateSearch: asTyped<Readonly<{ q?: string; category?: string }>>,
      component: lazyRouteComponent(() => import('./products/products-page.tsx'), 'ProductsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/products/new',
      component: lazyRouteComponent(() => import('./products/new-product-page.tsx'), 'NewProductPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/products/import',
      component: lazyRouteComponent(() => import('./import/import-page.tsx'), 'ImportPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/products/$productId',
      component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'ProductPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/promotions',
      component: lazyRouteComponent(() => import('./promotions/promotions-page.tsx'), 'PromotionsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/users',
      validateSearch: asTyped<Readonly<{ q?: string; isActive?: string }>>,
      component: lazyRouteComponent(() => import('./users/users-page.tsx'), 'UsersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/users/$userId',
      component: lazyRouteComponent(() => import('./users/user-page.tsx'), 'UserPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/system',
      validateSearch: asTyped<Readonly<{ follow?: string }>>,
      component: lazyRouteComponent(() => import('./system/system-page.tsx'), 'SystemPage'),
    }),
  ]),
] as const;
