import { useRouterState } from '@tanstack/react-router';

/** Where one is, as the log-in has to know it to lead back; nothing on its own pages (`login`, `register`, `forgot-` and `reset-password`). */
export function useWayBack(): Readonly<{ next?: string }> {
  const next = useRouterState({ select: ({ location }) => location.href });
  return /^\/account\/[lrf]/.test(next) ? {} : { next };
}
