import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { call, type Reply, type ShopAddress } from './shop-call.ts';
import type { Visit } from './mix.ts';

export type { ShopAddress } from './shop-call.ts';

/** What became of a visit. */
export type Outcome =
  'looked' | 'ordered' | 'paid' | 'cancelled' | 'sold out' | 'refused' | 'failed' | 'skipped';

type Product = Readonly<{
  productId: string;
  availability: string;
  price: Readonly<{ amount: number; currency: string }>;
  variants?: readonly Readonly<{ variantId: string; availability: string; price: Product['price'] }>[];
}>;

const PASSWORD = 'Quiet-river-2026';
const REGIONS = ['上海', '北京', '广东', '浙江', '江苏', '四川'];
const MAIL_TRIES = 40;

/** One simulated person with an account of their own. */
export class Shopper {
  readonly #shop: ShopAddress;
  readonly #name: string;
  readonly #random: () => number;
  #token = '';
  #tokenUntil = 0;

  private constructor(shop: ShopAddress, name: string, random: () => number) {
    this.#shop = shop;
    this.#name = name;
    this.#random = random;
  }

  /** Registers somebody new and follows the link in the mail. @throws Error when the shop or its mailbox refuses */
  static async register(shop: ShopAddress, random: () => number): Promise<Shopper> {
    const name = `traffic.${randomUUID().slice(0, 8)}`;
    const email = `${name}@example.com`;
    const registered = await call(shop, 'POST', '/register', {
      body: { username: name, password: PASSWORD, email },
    });
    if (registered.status !== 200) throw new Error(`Registering was refused: ${registered.text}`);
    for (let i = 0; i < MAIL_TRIES; i += 1) {
      const token = await tokenOf(shop, email);
      if (token !== undefined) {
        await call(shop, 'POST', '/verify', { body: { token } });
        return new Shopper(shop, name, random);
      }
      await pause(250);
    }
    throw new Error(`No verification mail for ${email} in the mailbox at ${shop.mailbox}.`);
  }

  /** Comes to the shop once. Never throws: whatever goes wrong is the outcome. */
  async visit(kind: Visit): Promise<Outcome> {
    try {
      const products = await this.#browse();
      return kind === 'browse' ? 'looked' : await this.#order(kind, products);
    } catch {
      return 'failed';
    }
  }

  async #browse(): Promise<Product[]> {
    const sort = this.#pick(['newest', 'price', '-price']);
    const { body } = await call(this.#shop, 'GET', `/products?limit=50&sort=${sort}`, {});
    const items = (body['items'] ?? []) as Product[];
    return items.filter(({ availability }) => availability !== 'sold-out');
  }

  async #order(kind: Visit, products: readonly Product[]): Promise<Outcome> {
    const token = await this.logIn();
    const chosen = new Map(
      Array.from({ length: 1 + Math.floor(this.#random() * 3) }, () => this.#pick(products)).map(
        (product) => [product?.productId, product],
      ),
    );
    const items = [...chosen.values()].flatMap((product) =>
      product === undefined
        ? []
        : [
            {
              ...this.#choose(product),
              quantity: 1 + Math.floor(this.#random() * 2),
            },
          ],
    );
    if (items.length === 0) return 'sold out';
    const isCard = kind !== 'buy' || this.#random() < 0.8;
    const body = { items, shippingAddress: this.#address(), paymentMethod: isCard ? 'card' : 'cod' };
    const headers = { 'idempotency-key': randomUUID() };
    const placed = await call(this.#shop, 'POST', '/orders', { token, body, headers });
    if (placed.status === 409) return 'sold out';
    if (placed.status !== 201) return outcomeOf(placed);
    const orderId = String(placed.body['orderId']);
    if (kind === 'cancel') return this.#cancel(token, orderId);
    return kind === 'buy' && isCard ? this.#pay(token, orderId) : 'ordered';
  }

  /** A product, or any of its variants that are there. */
  #choose({ productId, price, variants }: Product) {
    const variant = this.#pick((variants ?? []).filter(({ availability }) => availability !== 'sold-out'));
    return variant === undefined
      ? { productId, unitPrice: price }
      : { productId, variantId: variant.variantId, unitPrice: variant.price };
  }

  async #cancel(token: string, orderId: string): Promise<Outcome> {
    const body = { reason: 'changed my mind' };
    const answer = await call(this.#shop, 'POST', `/orders/${orderId}/cancel`, { token, body });
    return answer.status < 300 ? 'cancelled' : outcomeOf(answer);
  }

  async #pay(token: string, orderId: string): Promise<Outcome> {
    const started = await call(this.#shop, 'POST', `/orders/${orderId}/payment`, { token });
    const page = started.body['paymentUrl'];
    if (typeof page !== 'string') return outcomeOf(started);
    // A shopper looks at the page before paying.
    await pause(300 + this.#random() * 700);
    const paid = await fetch(`${page}/pay`, { method: 'POST', redirect: 'manual' });
    return paid.status < 400 ? 'paid' : 'failed';
  }

  /** @returns an access token that is good for another minute */
  async logIn(): Promise<string> {
    if (Date.now() < this.#tokenUntil) return this.#token;
    const body = { identifier: this.#name, password: PASSWORD };
    const answer = await call(this.#shop, 'POST', '/login', { body });
    this.#token = String(answer.body['accessToken']);
    this.#tokenUntil = Date.now() + (Number(answer.body['expiresIn'] ?? 0) - 60) * 1000;
    return this.#token;
  }

  #address() {
    const region = this.#pick(REGIONS) ?? '上海';
    return {
      recipient: '林美',
      phone: '+8613800138000',
      line1: '长乐路 88 号',
      city: region,
      region,
      postalCode: '200040',
      country: 'CN',
    };
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}

const outcomeOf = ({ status }: Reply): Outcome => (status < 500 ? 'refused' : 'failed');

async function tokenOf(shop: ShopAddress, email: string): Promise<string | undefined> {
  const store = (await (await fetch(`${shop.mailbox}/store`)).json()) as {
    emails: { destination: { to: string[] }; body: { text?: string } }[];
  };
  const mail = store.emails.find(({ destination }) => destination.to.includes(email));
  return /\/verify\?token=([\w.~%-]+)/.exec(mail?.body.text ?? '')?.[1];
}
