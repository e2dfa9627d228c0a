import { formatMoney } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';
import { FailureNotice, Loading } from '../design/notice.tsx';
import { useLocale } from '../texts/locale.tsx';

/** The first page of the shop. */
export function HomePage() {
  const locale = useLocale();
  const { data, error, refetch } = useQuery(queryOf(shop, '/products', { params: { query: { limit: 24 } } }));
  if (error !== null) return <FailureNotice error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <ul>
      {data.items.map((product) => (
        <li key={product.productId}>
          {product.title} {formatMoney(product.price, locale)}
        </li>
      ))}
    </ul>
  );
}
