import type { Account } from '../shop/people.ts';
import { type SHANGHAI, type Shop, staff } from '../shop/shop.ts';
import type { Caller, Reply, Request } from '../world/gateway.ts';

/** Somebody in a history, and what they know. */
export type Person = {
  readonly shop: Shop;
  readonly name: string;
  userId: `usr_${string}`;
  /** What the users service knows of them. Who has none here is known by its events alone. */
  account?: Account;
  /** Of somebody of the staff who has an account: the token that they work with now. */
  token?: Caller;
  /** Where they have sent what they order. */
  address: typeof SHANGHAI;
  /** Their orders, the newest last. */
  readonly orders: string[];
  /** How often they have done something: makes keys and choices their own. */
  done: number;
};

/** One thing that somebody may do. */
export type Act = (person: Person) => Promise<void>;

/** A kind of actor: all that it may do, and how likely it does each. */
export type Role = Readonly<{
  /** The longest time between two acts, in milliseconds. */
  thinksMs: number;
  /** What everybody of this kind begins with. */
  begins?: readonly string[];
  /** What one in eight does besides, at any time: chance alone brings it about too seldom. */
  seldom?: readonly [string, ...string[]];
  /** Whether an account is told of from the beginning. */
  isAdmitted?: true;
  acts: Readonly<
    Record<
      string,
      Readonly<{
        often: number;
        /** What is likely to come next. */
        next?: readonly string[];
        act: Act;
      }>
    >
  >;
}>;

/** A number that is this person's own at this moment. */
export const drawn = ({ shop, name, done }: Person, what: string, from: number, to: number): number =>
  from + Math.floor(shop.world.chance.of(`${name} ${what} ${done}`) * (to - from + 1));

/** As whom somebody of the staff calls: by the token of their own account, or as whoever has the areas. */
export const as = ({ token }: Person, ...areas: readonly string[]): Caller => token ?? staff(...areas);

/** One of several, drawn by the person; undefined when there is none. */
export const oneOf = <T>(person: Person, what: string, all: readonly T[]): T | undefined =>
  all[drawn(person, what, 0, Math.max(0, all.length - 1))];

/** Calls a route that must refuse what it is asked for; by the one of pages, if they use them. */
export async function isRefused(
  { shop, name }: Pick<Person, 'shop' | 'name'>,
  route: string,
  request: Request,
): Promise<Reply> {
  const reply = await shop.insist(route, request, name);
  if (reply.status > 0 && reply.status < 400)
    shop.contradictions.push(`${route} answers ${name} ${reply.status}`);
  return reply;
}
