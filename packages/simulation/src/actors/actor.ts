import type { Shop } from '../shop/shop.ts';

/** Somebody in a history, and what they know. */
export type Person = {
  readonly shop: Shop;
  readonly name: string;
  readonly userId: `usr_${string}`;
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
