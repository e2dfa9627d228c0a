import { addGoods, changeProduct, NEW_SIZE, priceOf, productsOf, variantOf, yuan } from '../shop/goods.ts';
import { changePromotion, CODES, promotionsOf, reductionOf } from '../shop/promotions.ts';
import type { Product } from '../../../../services/orders/src/catalogue/product.ts';
import type { Goods } from '../shop/shop.ts';
import { type Act, drawn, type Person, type Role } from './actor.ts';

const DAY = 86_400_000;

const someGoods = (person: Person): Goods | undefined =>
  person.shop.goods[drawn(person, 'goods', 0, person.shop.goods.length - 1)];

/** Changes the product of some goods. */
const withProduct =
  (change: (product: Product, goods: Goods, person: Person) => object): Act =>
  async (person) => {
    const goods = someGoods(person);
    if (goods === undefined) return;
    await changeProduct(person.shop, goods.productId, (product) => change(product, goods, person));
  };

/** Pages show a new price when the shop has it. */
const changePrice: Act = async (person) => {
  const { shop } = person;
  const goods = someGoods(person);
  if (goods === undefined || goods.price === 0) return;
  const { productId, variantId } = goods;
  const price = yuan(Math.max(100, goods.price + 100 * drawn(person, 'price', -9, 9)));
  await changeProduct(shop, productId, () =>
    variantId === undefined ? { price } : { variants: [{ variantId, price }] },
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
  const reply = await changeProduct(shop, productId, () => ({ variants: [variantOf(NEW_SIZE, base, 3)] }));
  if (reply?.status === 200) addGoods(shop, productId, priceOf(base, undefined), NEW_SIZE);
};

const reviseCode: Act = (person) =>
  changePromotion(person.shop, CODES[drawn(person, 'code', 0, 1)] ?? CODES[0], ({ active, limit }) => {
    const what = drawn(person, 'what', 0, 4);
    if (what === 0) return { active: !active };
    if (what === 1) return { reduction: reductionOf(drawn(person, 'reduction', 0, 99) / 100) };
    if (what === 2) return { limit: limit === undefined ? 2 : null };
    return { limit: Math.max(1, (limit ?? 1) + drawn(person, 'limit', -1, 2)) };
  });

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
    'changes a promotion': {
      often: 4,
      act: async (person) => {
        if (promotionsOf(person.shop).length > 0) await reviseCode(person);
      },
    },
  },
};
