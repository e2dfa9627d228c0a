import { formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { SHIPMENT_STATUSES } from '@cartless/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { SelectField } from '../../design/field.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import { oneOf } from '../lists/in-address.ts';
import { Listed } from '../lists/listed.tsx';
import lists from '../lists/lists.module.css';
import { DispatchMany } from './dispatch-many.tsx';
import { ParcelPill } from './parcel-pill.tsx';
import { isToPack, type Parcel } from './parcel.ts';

const route = getRouteApi('/console/parcels');
const LISTS = ['label-bought', 'created', 'exception', 'returned'] as const;

/** The parcels: to pack and hand over in one go, and those about which something is to be decided. */
export function ParcelsPage() {
  const t = useTexts('console-parcels');
  const navigate = useNavigate();
  const search = route.useSearch();
  const isReship = oneOf(search, 'reship', ['requested']) !== undefined;
  const status = oneOf(search, 'status', SHIPMENT_STATUSES) ?? 'label-bought';
  const query = isReship ? ({ reship: 'requested', limit: 50 } as const) : { status, limit: 50 };
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/admin/shipments', { params: { query } }));
  const go = (next: (typeof LISTS)[number] | 'reship' | Parcel['status']): void =>
    void navigate({
      to: '/console/parcels',
      search: next === 'reship' ? { reship: 'requested' } : { status: next },
    });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className={lists['row']}>
        <Choices
          label={t('which')}
          options={[
            ...LISTS.map((value) => ({ value, text: t(`list.${value}`) })),
            { value: 'reship' as const, text: t('list.reship') },
          ]}
          chosen={isReship ? 'reship' : LISTS.find((one) => one === status)}
          onChoose={go}
        />
        <SelectField
          label={t('anyStatus')}
          value={isReship ? '' : status}
          onChange={({ target }) =>
            go(SHIPMENT_STATUSES.find((one) => one === target.value) ?? 'label-bought')
          }
        >
          {isReship && <option value="">–</option>}
          {SHIPMENT_STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`status.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <Listed pages={pages} empty={t('none')}>
        {(parcels) => <Parcels key={isReship ? 'reship' : status} parcels={parcels} />}
      </Listed>
    </>
  );
}

function Parcels({ parcels }: Readonly<{ parcels: readonly Parcel[] }>) {
  const t = useTexts('console-parcels');
  const locale = useLocale();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toPack = parcels.filter(isToPack).map(({ shipmentId }) => shipmentId);
  const columns: Column<Parcel>[] = [
    {
      head: t('order'),
      cell: ({ shipmentId, orderNumber }) => (
        <Link to="/console/parcels/$shipmentId" params={{ shipmentId }}>
          {orderNumber}
        </Link>
      ),
    },
    {
      head: t('statusHead'),
      cell: ({ status, reship }) => (
        <>
          <ParcelPill status={status} />{' '}
          {reship === 'requested' && <Pill tone="warn">{t('wantsReship')}</Pill>}
        </>
      ),
    },
    {
      head: t('carrier'),
      cell: ({ carrier, trackingNumber }) => [carrier, trackingNumber].filter(Boolean).join(' '),
    },
    { head: t('since'), cell: ({ statusAt }) => formatTime(statusAt, locale) },
    { head: t('problem'), cell: ({ problem }) => problem },
  ];
  const check: Column<Parcel> = {
    head: t('choose'),
    cell: ({ shipmentId, orderNumber }) => (
      <input
        type="checkbox"
        aria-label={t('chooseOne', { orderNumber })}
        checked={chosen.has(shipmentId)}
        onChange={({ target }) => {
          const next = new Set(chosen);
          if (target.checked) next.add(shipmentId);
          else next.delete(shipmentId);
          setChosen(next);
        }}
      />
    ),
  };
  return (
    <>
      {toPack.length > 0 && (
        <DispatchMany
          chosen={toPack.filter((shipmentId) => chosen.has(shipmentId))}
          onAll={() => setChosen(new Set(chosen.size === toPack.length ? [] : toPack))}
        />
      )}
      <Table
        caption={t('title')}
        rows={parcels}
        keyOf={({ shipmentId }) => shipmentId}
        columns={toPack.length > 0 ? [check, ...columns] : columns}
      />
    </>
  );
}
