import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { type ComesBack, readNext } from './next.ts';

const getParentRoute = () => rootRoute;

/** What the link of a mail tells the login page. */
type FromMail = Readonly<{ verified?: 0 | 1; reason?: string }>;

/** The pages of this room. */
export const accountRoutes = [
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/addresses',
    component: lazyRouteComponent(() => import('./addresses-page.tsx'), 'AddressesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/security',
    component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/login',
    validateSearch: ({ next, verified, reason }: Record<string, unknown>): ComesBack & FromMail => ({
      ...readNext(next),
      ...((verified === 0 || verified === 1) && { verified }),
      ...(typeof reason === 'string' && { reason }),
    }),
    component: lazyRouteComponent(() => import('./log-in-page.tsx'), 'LogInPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/register',
    validateSearch: ({ next }: Record<string, unknown>): ComesBack => readNext(next),
    component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/forgot-password',
    component: lazyRouteComponent(() => import('./forgot-password-page.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/reset-password',
    // The router takes a token of digits for a number.
    validateSearch: ({ token }: Record<string, unknown>): Readonly<{ token: string }> => ({
      token: typeof token === 'string' || typeof token === 'number' ? String(token) : '',
    }),
    component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
] as const;
