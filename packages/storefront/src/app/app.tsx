import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LocaleProvider } from '../texts/locale.tsx';
import { queryClient } from './query-client.ts';
import type { Router } from './router.ts';

/** The whole site: languages, data, and the page of the address. */
export function App({ router }: Readonly<{ router: Router }>) {
  return (
    <LocaleProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LocaleProvider>
  );
}
