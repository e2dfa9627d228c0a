import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Stack } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { Archive } from './archive.tsx';
import { ProductEditor } from './product-editor.tsx';
import { productQuery } from './product-reading.ts';
import { StockMoves } from './stock-moves.tsx';
import { Variants } from './variants.tsx';

const route = getRouteApi('/console/products/$productId');

/** One product: what is said of it, what it costs, and how many there are. */
export function ProductPage() {
  const { productId } = route.useParams();
  const locale = useLocale();
  // The form keeps what is typed, whatever is read meanwhile; who was first is seen when it is saved.
  const asked = useQuery(productQuery(productId));
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} lines={8} />;
  return (
    <>
      <PageHead title={data.titles[locale]} lead={productId}>
        <Archive product={data} />
      </PageHead>
      <Stack>
        <ProductEditor key={productId} read={data} />
        <Variants product={data} />
        <StockMoves product={data} />
      </Stack>
    </>
  );
}
