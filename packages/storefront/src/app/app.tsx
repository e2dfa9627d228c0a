import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LocaleProvider } from '../texts/locale.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';

/** The whole site: languages, data, and the page of the address. */
export function App() {
  return (
    <LocaleProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LocaleProvider>
  );
}
