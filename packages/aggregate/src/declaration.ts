import type { ErrorDefinition, EventContract } from '@cartless/domain';
import type { Change, Fact, Instant, Side } from './change.ts';
import type { Condition, Item, Key, Write } from './items.ts';

/** Every state has the version under which it was read, and when its personal data were erased, if they were. */
export type Versioned = Readonly<{ version: number; erasedAt?: Instant }>;

/** The contract under which a fact is told, and its data: from the fact and from the state as it is written with it. */
export type Telling<State, F extends Fact> = Readonly<{
  contract: EventContract;
  data: (fact: F, state: State) => unknown;
  /** The later version of the contract, under which the fact is told too. */
  newer?: EventContract;
}>;

/**
 * Pairs a fact with its contract; the compiler checks the data against it.
 *
 * @param newer a later version that tells less, and takes its part of the same data. Both events have one id, so whoever hears
 *   both knows that it is one fact
 */
export const tells = <Data extends Newer, State, F extends Fact, Newer = unknown>(
  contract: EventContract<Data>,
  data: (fact: F, state: State) => Data,
  newer?: EventContract<Newer>,
): Telling<State, F> => ({ contract, data, ...(newer && { newer }) });

/** The contracts under which a fact is told. */
export const contractsOf = ({
  contract,
  newer,
}: Readonly<{ contract: EventContract; newer?: EventContract }>): readonly EventContract[] =>
  newer === undefined ? [contract] : [contract, newer];

type FieldOf<State> = State extends unknown ? Exclude<keyof State, 'version' | 'erasedAt'> : never;
type ValueOf<State, K> = State extends unknown
  ? K extends keyof State
    ? NonNullable<State[K]>
    : never
  : never;
type OfType<T extends { type: string }, N> = Extract<T, { type: N }>;

/** What is done to each field that tells of a person: dropped, or replaced by what may stay of it. */
export type Personal<State> = Readonly<{
  [K in FieldOf<State>]?: 'drop' | ((value: ValueOf<State, K>) => ValueOf<State, K>);
}>;

/** A write that was refused beside its aggregate, and what is stored in its place. */
export type RefusedSide<S extends Side> = Readonly<{ side: S; item: Item | undefined }>;

/** What an aggregate is to whoever only reads it: a part of its declaration, apart so that readers carry nothing of its changes. */
export interface Readable<State extends Versioned> {
  readonly name: string;
  readonly key: (id: string) => Key;
  readonly idOf: (state: State) => string;
  /** The attribute that holds the version. */
  readonly version: string;
  /** The state in an item, all of which it gets. */
  readonly fromItem: (item: Item) => Omit<State, 'version' | 'erasedAt'> & Partial<Versioned>;
  readonly notFound: ErrorDefinition<never>;
}

/** All that an aggregate is, besides its rules. (An interface, so that its three types are inferred from it by name.) */
export interface Declaration<
  State extends Versioned,
  F extends Fact = never,
  S extends Side = never,
> extends Readable<State> {
  /** The state as an item, without key, version and index attributes. */
  readonly toItem: (state: State) => Item;
  /** The attributes by which it stands in the indexes; an absent one keeps it out. */
  readonly indexes?: (state: State) => Item;
  readonly facts: { readonly [N in F['type']]: Telling<State, OfType<F, N>> };
  /** How each thing that is written beside it is written. */
  readonly sides: {
    readonly [N in S['type']]: (side: OfType<S, N>, state: State) => Write | readonly Write[];
  };
  readonly personal?: Personal<State>;
  /** What the database checks again beside the version: the state from which a move starts, say. */
  readonly when?: (before: State) => Condition;
  /**
   * What it means that something beside it was refused: throw, or return to have the rule decide again (with another number,
   * say). By default it decides again.
   */
  readonly onRefusal?: (refused: readonly RefusedSide<S>[]) => void | Promise<void>;
}

/** Declares what readers need of an aggregate: `readable<Order>({ … })`. {@link aggregate} takes it up and adds what changes need. */
export const readable = <State extends Versioned>(declaration: Readable<State>): Readable<State> =>
  declaration;

/** Declares an aggregate and keeps its exact types: `aggregate<Order, OrderFact, OrderSide>({ … })`. */
export const aggregate = <State extends Versioned, F extends Fact = never, S extends Side = never>(
  declaration: Declaration<State, F, S>,
): Declaration<State, F, S> => declaration;

/** A change whose facts and sides are those of a declaration. */
export type ChangeOf<D> = D extends Declaration<infer State, infer F, infer S> ? Change<State, F, S> : never;
