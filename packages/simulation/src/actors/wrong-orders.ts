import { datedId, named } from '@cartless/domain';
import { yuan } from '../shop/goods.ts';
import { isRefused, type Person } from './actor.ts';

type Body = Readonly<Record<string, unknown>>;

/** Baskets that nobody can order, nor have quoted. */
function wrongBaskets({ shop, address: shippingAddress }: Person): readonly Body[] {
  const [goods] = shop.goods;
  if (goods === undefined) return [];
  const line = { ...named(goods), quantity: 1, unitPrice: yuan(goods.price) };
  const paymentMethod = 'card';
  const order = { items: [line], shippingAddress, paymentMethod };
  const sized = shop.goods.find(({ variantId }) => variantId !== undefined);
  const { shippingAddress: _, ...nowhere } = order;
  return [
    { ...order, items: [line, { ...line, unitPrice: yuan(goods.price + 1) }] },
    { ...order, items: [{ ...line, quantity: 999 }, line] },
    { ...order, items: [{ ...line, unitPrice: { amount: goods.price, currency: 'EUR' } }] },
    { ...order, promotionCode: 'NOSUCH' },
    { ...nowhere, addressId: datedId('address', new Date()) },
    { ...nowhere, addressId: 'adr_00000000000000000000000000' },
    ...(sized === undefined
      ? []
      : [{ ...order, items: [{ productId: sized.productId, quantity: 1, unitPrice: yuan(sized.price) }] }]),
  ];
}

/** Orders what cannot be ordered. */
export async function mistakeOrder(person: Person): Promise<void> {
  const { shop, name, done, userId } = person;
  const caller = { userId };
  for (const [index, body] of wrongBaskets(person).entries()) {
    const headers = { 'idempotency-key': `${name}-wrong-${done}-${index}` };
    await isRefused(person, (index + done) % 3 === 0 ? 'orders/quoteOrder' : 'orders/placeOrder', {
      caller,
      headers,
      body,
    });
  }
  const [goods] = shop.goods;
  if (goods === undefined) return;
  const line = { ...named(goods), quantity: 1, unitPrice: yuan(goods.price) };
  const headers = { 'idempotency-key': `${name}-unknown-${done}` };
  const order = { shippingAddress: person.address, paymentMethod: 'card' };
  const unknown = { ...order, items: [{ ...line, productId: 'prd_unknown' }] };
  await isRefused(person, 'orders/placeOrder', { caller, headers, body: unknown });
  // What costs nothing needs no way to pay.
  if (goods.price === 0 || goods.firstPrice === 0) return;
  const unpaid = { items: [line], shippingAddress: person.address };
  await isRefused(person, 'orders/placeOrder', { caller, headers, body: unpaid });
}

/** So many codes are asked for in an hour, and no more. */
const MANY_CODES = 62;

/** Guesses codes of promotions until nobody answers any more. */
export async function guessCodes(person: Person): Promise<void> {
  const { shop, userId } = person;
  const [body] = wrongBaskets(person).slice(3);
  if (body === undefined) return;
  const asked = { caller: { userId }, headers: { 'idempotency-key': `${person.name}-guess-${person.done}` } };
  await Promise.all(
    Array.from({ length: MANY_CODES }, (_, index) =>
      shop.call('orders/quoteOrder', { ...asked, body: { ...body, promotionCode: `NOSUCH${index}` } }),
    ),
  );
  await isRefused(person, 'orders/placeOrder', { ...asked, body });
}
