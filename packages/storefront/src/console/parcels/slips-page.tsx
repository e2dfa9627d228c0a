import type { DataOf, OperationOf } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQueries } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { Nothing } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { textIn } from '../lists/in-address.ts';
import styles from './slips.module.css';

type Slip = DataOf<OperationOf<'get', '/admin/shipments/{shipmentId}/packing-slip'>>;
const route = getRouteApi('/console/parcels/slips');

/** What lies in parcels beside the goods, a sheet for each, to print in one go. */
export function SlipsPage() {
  const t = useTexts('console-parcels');
  const ids = (textIn(route.useSearch(), 'ids') ?? '').split(',').filter((id) => id !== '');
  const slips = useQueries({
    queries: ids.map((shipmentId) =>
      queryOf(shop, '/admin/shipments/{shipmentId}/packing-slip', { params: { path: { shipmentId } } }),
    ),
  });
  return (
    <>
      <div className={styles['notPrinted']}>
        <PageHead title={t('slips')} lead={t('slipsLead')}>
          <Button meaning="act" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </PageHead>
      </div>
      {ids.length === 0 && <Nothing title={t('none')} />}
      {slips.map(({ data, error, refetch }, place) =>
        data === undefined ? (
          <div key={ids[place]} className={styles['notPrinted']}>
            <NotYet asked={{ error, refetch }} />
          </div>
        ) : (
          <Sheet key={data.shipmentId} slip={data} />
        ),
      )}
    </>
  );
}

/** In the language in which the order was placed, whoever prints it. */
function Sheet({ slip }: Readonly<{ slip: Slip }>) {
  const t = useTexts('console-parcels');
  const { address: to } = slip;
  return (
    <article className={styles['sheet']} lang={slip.locale}>
      <h2>{slip.orderNumber}</h2>
      <address>
        {[to.recipient, to.line1, to.line2, to.district, to.city, to.region, to.postalCode, to.country]
          .filter(Boolean)
          .map((line) => (
            <div key={line}>{line}</div>
          ))}
      </address>
      <ul>
        {slip.items.map(({ productId, variantId, title, options, quantity }) => (
          <li key={`${productId}/${variantId ?? ''}`}>
            {quantity} × {[title, ...options.map(({ value }) => value)].join(' · ')}
          </li>
        ))}
      </ul>
      {slip.part && <p>{t(`part.${slip.locale}`)}</p>}
    </article>
  );
}
