import { type BookAddress, unwrap } from '@cartless/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../app/shop.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { AskBefore } from '../design/dialog.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { FailureNotice, Nothing } from '../design/notice.tsx';
import { Pill } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { AccountRoom } from './account-room.tsx';
import styles from './account.module.css';
import { AddressEditor } from './address-editor.tsx';
import { AddressText } from './address-text.tsx';
import { addressesQuery } from './addresses-query.ts';

/** The addresses that one has parcels sent to. */
export function AddressesPage() {
  const t = useTexts('account');
  // The address that is changed, or a new one.
  const [edited, setEdited] = useState<BookAddress | 'new'>();
  const add = edited === undefined && (
    <Button meaning="act" onClick={() => setEdited('new')}>
      {t('addAddress')}
    </Button>
  );
  return (
    <AccountRoom title={t('addresses')} acts={add}>
      {edited === undefined ? (
        <Addresses onEdit={setEdited} />
      ) : (
        <AddressEditor {...(edited !== 'new' && { known: edited })} onDone={() => setEdited(undefined)} />
      )}
    </AccountRoom>
  );
}

function Addresses({ onEdit }: Readonly<{ onEdit: (address: BookAddress) => void }>) {
  const t = useTexts('account');
  const [removed, setRemoved] = useState<BookAddress>();
  const client = useQueryClient();
  const asked = useQuery(addressesQuery());
  const remove = useMutation({
    mutationFn: async ({ addressId }: BookAddress) =>
      unwrap(shop.delete('/me/addresses/{addressId}', { params: { path: { addressId } } })),
    onSettled: () => {
      setRemoved(undefined);
      return client.invalidateQueries({ queryKey: addressesQuery().queryKey });
    },
  });
  const { data } = asked;
  if (data === undefined) return <NotYet asked={asked} />;
  if (data.items.length === 0)
    return (
      <Nothing title={t('noAddresses')}>
        <p>{t('noAddressesLead')}</p>
      </Nothing>
    );
  return (
    <>
      {remove.error !== null && <FailureNotice error={remove.error} />}
      <div className={styles['cards']}>
        {data.items.map((address) => (
          <Card key={address.addressId} aria-label={address.recipient}>
            <AddressText address={address} />
            {address.isDefault && (
              <p>
                <Pill tone="act">{t('isDefault')}</Pill>
              </p>
            )}
            <div className={styles['row']}>
              <Button size="small" onClick={() => onEdit(address)}>
                {t('edit')}
              </Button>
              <Button size="small" meaning="bare" onClick={() => setRemoved(address)}>
                {t('remove')}
              </Button>
            </div>
          </Card>
        ))}
      </div>
      <AskBefore
        open={removed !== undefined}
        title={t('removeAddress')}
        act={t('remove')}
        busy={remove.isPending}
        onClose={() => setRemoved(undefined)}
        onDo={() => removed && remove.mutate(removed)}
      >
        {removed && <AddressText address={removed} />}
      </AskBefore>
    </>
  );
}
