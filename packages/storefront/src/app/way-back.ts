import { useRouterState } from '@tanstack/react-router';

/** Where one is, as the log-in has to know it to lead back; nothing on the pages of the log-in themselves. */
export function useWayBack(): Readonly<{ next?: string }> {
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  const leads =
    pathname !== '/' && !/^\/account\/(login|register|forgot-password|reset-password)/.test(pathname);
  return leads ? { next: href } : {};
}
