import type { Address, AnyProblem, BookAddress } from '@cartless/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../app/shop.ts';
import { useWishKey } from '../app/wish-key.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { CheckField } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { AddressForm } from './address-form.tsx';
import { addressesQuery } from './addresses-query.ts';

type Props = Readonly<{ known?: BookAddress; onDone: () => void }>;

/** Adds an address to the book, or changes one. */
export function AddressEditor({ known, onDone }: Props) {
  const t = useTexts('account');
  const [isDefault, setDefault] = useState(known?.isDefault ?? false);
  const client = useQueryClient();
  const keyOf = useWishKey();
  const save = async (address: Address): Promise<AnyProblem | undefined> => {
    const body = { ...address, isDefault };
    const { error } =
      known === undefined
        ? await shop.post('/me/addresses', {
            params: { header: keyOf(body) },
            body,
          })
        : await shop.put('/me/addresses/{addressId}', {
            params: { path: { addressId: known.addressId } },
            body,
          });
    if (error !== undefined) return error;
    await client.invalidateQueries({ queryKey: addressesQuery().queryKey });
    onDone();
    return undefined;
  };
  return (
    <Card>
      <h2>{known === undefined ? t('addAddress') : t('editAddress')}</h2>
      <AddressForm
        {...(known && { initial: known })}
        act={t('save')}
        onAddress={save}
        acts={<Button onClick={onDone}>{t('cancel')}</Button>}
      >
        <CheckField
          label={t('makeDefault')}
          checked={isDefault}
          disabled={known?.isDefault === true}
          onChange={({ target }) => setDefault(target.checked)}
        />
      </AddressForm>
    </Card>
  );
}
