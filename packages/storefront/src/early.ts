import { askEarly } from './app/early-answers.ts';
import { loadPictures } from './app/early-pictures.ts';
import { FREE, NEWEST } from './shop/shelves.ts';
import { currentLocale } from './texts/current-locale.ts';
import { loadTexts } from './texts/load-texts.ts';

/*
 * A script of its own, small and before all others: while React and the frame are still coming, it sends for what the page of this address is
 * going to need, so that nothing has to be waited for one after the other.
 */
type Early = Readonly<{
  address: RegExp;
  load: () => Promise<unknown>;
  calls: (id: string) => readonly string[];
}>;

const products = (query: Readonly<Record<string, number>>): string =>
  `/products?${Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;

const PAGES: readonly Early[] = [
  {
    address: /^\/$/,
    load: () => import('./shop/home-page.tsx'),
    calls: () => [products(NEWEST), '/categories', products(FREE)],
  },
  {
    address: /^\/product\/([\w-]+)$/,
    load: () => import('./shop/product-page.tsx'),
    calls: (id) => [`/products/${id}`],
  },
  { address: /^\/search$/, load: () => import('./shop/search-page.tsx'), calls: () => [] },
];

/** Whoever needs it later asks again, and says it when it fails then too. */
const begin = (loading: Promise<unknown>): void => void loading.catch(() => undefined);

begin(loadTexts(currentLocale(), 'frame'));
for (const { address, load, calls } of PAGES) {
  const here = address.exec(location.pathname);
  if (here === null) continue;
  const [first] = calls(here[1] ?? '').map(askEarly);
  if (first !== undefined) begin(loadPictures(first));
  begin(loadTexts(currentLocale(), 'shop'));
  begin(load());
}
