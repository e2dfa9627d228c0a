import { yuan } from '../shop/goods.ts';
import { type Act, as, drawn } from './actor.ts';
import { admitted, keyed, newGoods } from './rehearsing.ts';

/** Friends order at the same moment with a code that is for fewer of them. */
export const shareCode: Act = async (person) => {
  const { shop, name, done } = person;
  const code = `SHARED${done}`;
  const caller = as(person, 'catalogue');
  const line = await newGoods(person, 'goods', { price: 5000 });
  const limit = drawn(person, 'limit', 1, 2);
  const { status } = await shop.insist('orders/createPromotion', {
    caller,
    headers: keyed(person, 'code'),
    body: { code, reduction: { type: 'amount', amount: yuan(700) }, limit },
  });
  if (line === undefined || status !== 201) return;
  const friends = Array.from(
    { length: limit + 2 },
    (_, index) => `usr_${name}friend${done}${index}` as const,
  );
  await admitted(person, friends);
  const body = { items: [line], shippingAddress: person.address, paymentMethod: 'card', promotionCode: code };
  await Promise.all(
    friends.map((userId) =>
      shop.call('orders/placeOrder', { caller: { userId }, headers: keyed(person, userId), body }),
    ),
  );
};
