import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
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
  ]),
] as const;
