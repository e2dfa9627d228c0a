import type { Locale } from '@cartless/domain';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { queryClient } from '../src/app/query-client.ts';
import { chooseLocale } from '../src/texts/current-locale.ts';
import { LocaleProvider } from '../src/texts/locale.tsx';

/** Shows a part of a page as it stands in one, in a language, once its texts are there. */
export async function show(part: ReactNode, locale: Locale = 'en') {
  chooseLocale(locale);
  return act(() =>
    Promise.resolve(
      render(
        <LocaleProvider>
          <QueryClientProvider client={new QueryClient({ defaultOptions: queryClient.getDefaultOptions() })}>
            <Suspense>{part}</Suspense>
          </QueryClientProvider>
        </LocaleProvider>,
      ),
    ),
  );
}
