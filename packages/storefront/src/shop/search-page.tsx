import { pagesQueryOf, queryOf } from '@cartless/api-client/query';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { shop } from '../app/shop.ts';
import { MoreButton } from '../design/more-button.tsx';
import { FailureNotice, Nothing } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Filters } from './filters.tsx';
import { queryOfListing } from './listing-search.ts';
import { ProductGrid, ProductGridLoading } from './product-card.tsx';
import styles from './search-page.module.css';

const route = getRouteApi('/search');

/** A list of goods: of a category, of words, filtered and ordered as the address says. */
export function SearchPage() {
  const t = useTexts('shop');
  const listing = route.useSearch();
  const pages = useInfiniteQuery({
    ...pagesQueryOf(shop, '/products', { params: { query: queryOfListing(listing) } }),
    // While one types, the goods of before stay until those of now are here.
    placeholderData: keepPreviousData,
  });
  const found = pages.data?.pages.flatMap(({ items }) => items);
  const count = pages.data?.pages[0]?.facets?.categories
    .filter(({ category }) =>
      listing.category === undefined ? !category.includes('.') : category === listing.category,
    )
    .reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <PageHead title={useTitle()} />
      <div className={styles['page']}>
        <Filters listing={listing} />
        <section className={styles['found']} aria-busy={pages.isPlaceholderData}>
          <p role="status" className={styles['count']}>
            {count !== undefined && t('found', { count })}
          </p>
          {pages.error !== null && <FailureNotice error={pages.error} again={() => void pages.refetch()} />}
          {found === undefined && pages.error === null && <ProductGridLoading />}
          {found?.length === 0 && (
            <Nothing title={t('nothingTitle')}>
              <p>{t('nothing')}</p>
            </Nothing>
          )}
          {found !== undefined && found.length > 0 && <ProductGrid products={found} level="h2" />}
          <div className={styles['more']}>
            <MoreButton pages={pages} />
          </div>
        </section>
      </div>
    </>
  );
}

/** What the list is of. */
function useTitle(): string {
  const t = useTexts('shop');
  const { q, category } = route.useSearch();
  const { data } = useQuery(queryOf(shop, '/categories'));
  if (q !== undefined) return t('resultsFor', { q });
  if (category === undefined) return t('all');
  const all = data?.items.flatMap((one) => [one, ...one.categories]) ?? [];
  return all.find((one) => one.category === category)?.title ?? t('all');
}
