import { addGoods, changeProduct, NEW_SIZE, priceOf, productsOf, variantOf, yuan } from '../shop/goods.ts';
import { changePromotion, CODES, promotionsOf, reductionOf } from '../shop/promotions.ts';
import type { Product } from '../../../../services/orders/src/catalogue/product.ts';
import type { Goods } from '../shop/shop.ts';
import { type Act, as, drawn, isRefused, oneOf, type Person, type Role } from './actor.ts';
import {
  IMPOSSIBLE,
  OF_NO_SIZE,
  sizesFor,
  WRONG_MOVEMENTS,
  wrongChanges,
  wrongPromotions,
  wrongTerms,
} from './wrong-goods.ts';

const DAY = 86_400_000;

const someGoods = (person: Person): Goods | undefined =>
  person.shop.goods[drawn(person, 'goods', 0, person.shop.goods.length - 1)];

/** Changes the product of some goods. */
const withProduct =
  (change: (product: Product, goods: Goods, person: Person) => object): Act =>
  async (person) => {
    const goods = someGoods(person);
    if (goods === undefined) return;
    await changeProduct(
      person.shop,
      goods.productId,
      (product) => change(product, goods, person),
      as(person, 'catalogue'),
    );
  };

/** Pages show a new price when the shop has it. */
const changePrice: Act = async (person) => {
  const { shop } = person;
  const goods = someGoods(person);
  if (goods === undefined || goods.price === 0) return;
  const { productId, variantId } = goods;
  const price = yuan(Math.max(100, goods.price + 100 * drawn(person, 'price', -9, 9)));
  await changeProduct(
    shop,
    productId,
    () => (variantId === undefined ? { price } : { variants: [{ variantId, price }] }),
    as(person, 'catalogue'),
  );
  const offers = productsOf(shop).find((product) => product.productId === productId);
  const offer = offers?.variants?.find((variant) => variant.variantId === variantId) ?? offers;
  goods.price = offer?.price.amount ?? goods.price;
};

const bringNewSize: Act = async (person) => {
  const { shop } = person;
  const product = productsOf(shop).find(
    ({ variants }) => variants?.every(({ variantId }) => variantId !== NEW_SIZE) ?? false,
  );
  if (product === undefined) return;
  const { productId } = product;
  const base = product.variants?.[0]?.price.amount ?? 0;
  const reply = await changeProduct(
    shop,
    productId,
    () => ({ variants: [variantOf(NEW_SIZE, base, 3)] }),
    as(person, 'catalogue'),
  );
  if (reply?.status === 200) addGoods(shop, productId, priceOf(base, undefined), NEW_SIZE);
};

const reviseCode: Act = (person) =>
  changePromotion(
    person.shop,
    CODES[drawn(person, 'code', 0, 1)] ?? CODES[0],
    ({ active, limit }) => {
      const what = drawn(person, 'what', 0, 4);
      if (what === 0) return { active: !active };
      if (what === 1) return { reduction: reductionOf(drawn(person, 'reduction', 0, 99) / 100) };
      if (what === 2) return { limit: limit === undefined ? 2 : null };
      return { limit: Math.max(1, (limit ?? 1) + drawn(person, 'limit', -1, 2)) };
    },
    as(person, 'catalogue'),
  );

const fresh = ({ name, done }: Person, what: string) => ({ 'idempotency-key': `${name}-${what}-${done}` });

/** Makes and changes products in ways that there are not. */
const mistakeGoods: Act = async (person) => {
  const caller = as(person, 'catalogue');
  const wrong = oneOf(person, 'wrong', IMPOSSIBLE);
  await isRefused(person, 'orders/createProduct', { caller, headers: fresh(person, 'wrong'), body: wrong });
  const product = oneOf(person, 'changed', productsOf(person.shop));
  if (product === undefined) return;
  const params = { productId: product.productId };
  for (const body of wrongChanges(product))
    await isRefused(person, 'orders/changeProduct', { caller, params, body });
  const movements = product.variants === undefined ? WRONG_MOVEMENTS : [...WRONG_MOVEMENTS, OF_NO_SIZE];
  for (const [index, body] of movements.entries())
    await isRefused(person, 'orders/moveStock', {
      caller,
      params,
      headers: fresh(person, `wrong-${index}`),
      body,
    });
  await isRefused(person, 'orders/listStockMovements', { caller, params, query: { variantId: 'xxl' } });
  await isRefused(person, 'orders/moveStock', {
    caller,
    params: { productId: 'prd_none' },
    headers: fresh(person, 'wrong-none'),
    body: { delta: 1, reason: 'counted' },
  });
  // What is on the shelf belongs to no size; the last unit may be sold meanwhile.
  if (product.availability === 'in-stock' && product.variants === undefined)
    await person.shop.insist('orders/changeProduct', { caller, params, body: sizesFor(product) });
  const headers = { 'if-match': '"100000"' };
  await isRefused(person, 'orders/archiveProduct', { caller, params, headers });
};

const mistakeCodes: Act = async (person) => {
  const { shop } = person;
  const caller = as(person, 'catalogue');
  await shop.call('orders/listPromotions', { caller });
  const promotion = oneOf(person, 'code', promotionsOf(shop));
  if (promotion === undefined) return;
  const { code, version } = promotion;
  for (const [index, body] of wrongPromotions(code).entries())
    await isRefused(person, 'orders/createPromotion', {
      caller,
      headers: fresh(person, `code-${index}`),
      body,
    });
  for (const body of wrongTerms(version))
    await isRefused(person, 'orders/changePromotion', { caller, params: { code }, body });
};

/** Goods that nobody is to buy any more; what is ordered of them stays ordered. */
const archive: Act = async (person) => {
  const { shop } = person;
  const goods = someGoods(person);
  if (goods === undefined) return;
  shop.edits += 1;
  await shop.insist('orders/archiveProduct', {
    caller: as(person, 'catalogue'),
    params: { productId: goods.productId },
  });
  shop.edits += 1;
};

/** Who keeps the catalogue, its prices and its promotions. */
export const MERCHANT: Role = {
  thinksMs: DAY / 4,
  acts: {
    'changes a price': { often: 5, act: changePrice },
    'takes off the shelf, or puts back': {
      often: 1,
      next: ['takes off the shelf, or puts back'],
      act: withProduct(({ active }) => ({ active: !active })),
    },
    'takes a size off the shelf': {
      often: 1,
      act: withProduct(({ variants }, { variantId }) =>
        variantId === undefined
          ? { lowAt: 1 }
          : {
              variants: [
                { variantId, active: !variants?.find((variant) => variant.variantId === variantId)?.active },
              ],
            },
      ),
    },
    'brings a new size': { often: 2, act: bringNewSize },
    'spreads the stock': { often: 1, act: withProduct(({ buckets }) => ({ buckets: buckets + 1 })) },
    'learns what goods cost the shop': {
      often: 1,
      act: withProduct((_, __, person) => ({ cost: yuan(drawn(person, 'cost', 1, 2000)) })),
    },
    'gets goods wrong': { often: 2, act: mistakeGoods },
    'gets a promotion wrong': { often: 1, act: mistakeCodes },
    'takes goods out of the shop': { often: 0.5, next: ['takes off the shelf, or puts back'], act: archive },
    'changes a promotion': {
      often: 4,
      act: async (person) => {
        if (promotionsOf(person.shop).length > 0) await reviseCode(person);
      },
    },
  },
};
