import type { components } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { buttonClass } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { NotYet } from '../../design/not-yet.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Table } from '../../design/table.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import { ParcelActs } from './parcel-acts.tsx';
import { ParcelPill } from './parcel-pill.tsx';
import { isToPack } from './parcel.ts';

const route = getRouteApi('/console/parcels/$shipmentId');
type ToPack = components['schemas']['ShipmentToPack'];

/** One parcel: what one packs from, and what can be decided about it. */
export function ParcelPage() {
  const { shipmentId } = route.useParams();
  const asked = useQuery(
    queryOf(shop, '/admin/shipments/{shipmentId}', { params: { path: { shipmentId } } }),
  );
  const { data } = asked;
  return data === undefined ? <NotYet asked={asked} lines={8} /> : <Shown parcel={data} />;
}

function Shown({ parcel }: Readonly<{ parcel: ToPack }>) {
  const t = useTexts('console-parcels');
  const label = parcel.labelPdfUrl ?? parcel.labelUrl;
  return (
    <>
      <PageHead title={parcel.orderNumber} lead={<ParcelPill status={parcel.status} />}>
        {label !== undefined && label !== null && (
          <a href={label} target="_blank" rel="noreferrer" className={buttonClass()}>
            {t('label')}
          </a>
        )}
        {isToPack(parcel) && (
          <Link to="/console/parcels/slips" search={{ ids: parcel.shipmentId }} className={buttonClass()}>
            {t('slip')}
          </Link>
        )}
      </PageHead>
      <Stack>
        {parcel.problem !== null && (
          <Notice tone="warn" title={t('problem')}>
            {parcel.problem}
          </Notice>
        )}
        <ParcelActs parcel={parcel} />
        <Contents parcel={parcel} />
        <Facts parcel={parcel} />
      </Stack>
    </>
  );
}

function Contents({ parcel }: Readonly<{ parcel: ToPack }>) {
  const t = useTexts('console-parcels');
  return (
    <Card>
      <h2>{t('contents')}</h2>
      <Table
        caption={t('contents')}
        rows={parcel.items}
        keyOf={({ productId, variantId }) => `${productId}/${variantId ?? ''}`}
        columns={[
          {
            head: t('product'),
            cell: ({ title, options }) => [title, ...options.map(({ value }) => value)].join(' · '),
          },
          { head: t('quantity'), number: true, cell: ({ quantity }) => quantity },
          { head: t('weight'), number: true, cell: ({ weightGrams }) => t('grams', { grams: weightGrams }) },
          { head: t('dangers'), cell: ({ dangerousGoods }) => dangerousGoods },
        ]}
      />
    </Card>
  );
}

function Facts({ parcel }: Readonly<{ parcel: ToPack }>) {
  const t = useTexts('console-parcels');
  const { address: to, box } = parcel;
  const facts = [
    [
      t('address'),
      [to.recipient, to.phone, to.line1, to.line2, to.district, to.city, to.region, to.postalCode, to.country]
        .filter(Boolean)
        .join(', '),
    ],
    [t('carrier'), [parcel.carrier, parcel.service, parcel.trackingNumber].filter(Boolean).join(' · ')],
    [t('box'), box === null ? '' : `${box.name}, ${box.length} × ${box.width} × ${box.height} mm`],
    [t('weight'), t('grams', { grams: parcel.weightGrams })],
  ] as const;
  return (
    <Card>
      <h2>{t('facts')}</h2>
      <dl className={lists['facts']}>
        {facts.map(
          ([name, value]) =>
            value !== '' && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        <dt>{t('order')}</dt>
        <dd>
          <Link to="/console/orders/$orderId" params={{ orderId: parcel.orderId }}>
            {parcel.orderNumber}
          </Link>
        </dd>
        {parcel.others.map(({ shipmentId, status }) => (
          <div key={shipmentId} style={{ display: 'contents' }}>
            <dt>{t('other')}</dt>
            <dd>
              <Link to="/console/parcels/$shipmentId" params={{ shipmentId }}>
                {shipmentId}
              </Link>{' '}
              <ParcelPill status={status} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
