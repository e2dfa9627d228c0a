import type { DataOf, OperationOf } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import type { Address } from '@cartless/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AddressForm } from '../account/address-form.tsx';
import { shop } from '../app/shop.ts';
import { NotYet } from '../design/not-yet.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './checkout.module.css';

export type BookAddress = DataOf<OperationOf<'get', '/me/addresses'>>['items'][number];

/** An address without what the book knows of it. */
export function plainAddress(entry: BookAddress) {
  const { addressId: _, isDefault: __, ...address } = entry;
  return address;
}

/** As the API wants it: a field is there or not, never there and undefined; the schema that made it leaves none so. */
const toBook = (address: Address) => address as Omit<BookAddress, 'addressId' | 'isDefault'>;

/** The address that is chosen: the one that was, or else the default of the book. */
export function useBook(chosen: string | undefined) {
  const book = useQuery(queryOf(shop, '/me/addresses'));
  const items = book.data?.items ?? [];
  const address =
    items.find(({ addressId }) => addressId === chosen) ??
    items.find(({ isDefault }) => isDefault) ??
    items[0];
  return { book, items, address };
}

type Props = Readonly<{ chosen: string | undefined; onChoose: (addressId: string) => void }>;

/** Chooses an address of the book, or writes a new one into it. */
export function AddressChoice({ chosen, onChoose }: Props) {
  const t = useTexts('checkout');
  const client = useQueryClient();
  const { book, items, address } = useBook(chosen);
  const [writes, setWrites] = useState(false);
  if (book.data === undefined) return <NotYet asked={book} />;
  const isNew = writes || items.length === 0;
  return (
    <>
      {items.length > 0 && (
        <fieldset className={styles['choices']} aria-label={t('address')}>
          {items.map((one) => (
            <label key={one.addressId} className={styles['choice']}>
              <input
                type="radio"
                name="address"
                checked={!isNew && one.addressId === address?.addressId}
                onChange={() => {
                  setWrites(false);
                  onChoose(one.addressId);
                }}
              />
              <span>
                {one.recipient}
                <small>{linesOf(one)}</small>
              </span>
            </label>
          ))}
          <label className={styles['choice']}>
            <input type="radio" name="address" checked={isNew} onChange={() => setWrites(true)} />
            <span>{t('newAddress')}</span>
          </label>
        </fieldset>
      )}
      {isNew && (
        <AddressForm
          act={t('saveAddress')}
          onAddress={async (written) => {
            const { data, error } = await shop.post('/me/addresses', { body: toBook(written) });
            if (error !== undefined) return error;
            await client.invalidateQueries({ queryKey: ['/me/addresses'] });
            onChoose(data.addressId);
            setWrites(false);
            return undefined;
          }}
        />
      )}
    </>
  );
}

const linesOf = ({ line1, line2, district, city, region, postalCode, country }: BookAddress): string =>
  [line1, line2, district, city, region, postalCode, country].filter(Boolean).join(', ');
