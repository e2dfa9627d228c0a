import { QueryClient } from '@tanstack/react-query';

/** What was asked of the shop. The client under it repeats calls by itself, so nothing is repeated here. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000 },
    mutations: { retry: false },
  },
});
