import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { readListing } from './listing-search.ts';

const getParentRoute = () => rootRoute;

/** The pages of this room. */
export const shopRoutes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/search',
    validateSearch: readListing,
    component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/product/$productId',
    validateSearch: ({ variant }: Record<string, unknown>): { variant?: string } =>
      typeof variant === 'string' ? { variant } : {},
    component: lazyRouteComponent(() => import('./product-page.tsx'), 'ProductPage'),
  }),
] as const;
