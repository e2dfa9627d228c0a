import type { Address, AnyProblem, Order } from '@cartless/api-client';
import { AddressForm } from '../account/address-form.tsx';
import { shop } from '../app/shop.ts';
import { Button } from '../design/button.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useSavedOrder } from './order-query.ts';

/** Sends an order somewhere else, before it has left. */
export function ChangeAddress({ order, onDone }: Readonly<{ order: Order; onDone: () => void }>) {
  const t = useTexts('orders');
  const keep = useSavedOrder();
  const save = async (shippingAddress: Address): Promise<AnyProblem | undefined> => {
    const params = { path: { orderId: order.orderId } };
    const { data, error } = await shop.patch('/orders/{orderId}', { params, body: { shippingAddress } });
    if (data === undefined) return error;
    keep(data);
    onDone();
    return undefined;
  };
  return (
    <AddressForm
      initial={order.shippingAddress}
      act={t('changeAddress')}
      onAddress={save}
      acts={<Button onClick={onDone}>{t('back')}</Button>}
    />
  );
}
