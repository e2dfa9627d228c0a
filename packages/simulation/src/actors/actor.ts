import type { Account } from '../shop/people.ts';
import type { SHANGHAI, Shop } from '../shop/shop.ts';

/** Somebody in a history, and what they know. */
export type Person = {
  readonly shop: Shop;
  readonly name: string;
  userId: `usr_${string}`;
  /** What the users service knows of them. Who has none here is known by its events alone. */
  account?: Account;
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
