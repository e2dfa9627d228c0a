import {
  fromOutbox,
  MOST_PUBLISHED_BYTES,
  type OutboxEntry,
  type Publication,
  outboxPointer,
  toCloudEvent,
} from '@cartless/domain';
import type { Fact, Instant, Side } from './change.ts';
import { type Declaration, type Telling, contractsOf, type Versioned } from './declaration.ts';
import { decode } from './encoding.ts';
import type { Item } from './items.ts';
import { OUTBOX_MARK } from './own-attributes.ts';

/** The filter of a relay's stream: the same for every table, whatever kinds of item it holds. */
export const OUTBOX_FILTER = { dynamodb: { NewImage: { [OUTBOX_MARK]: { S: ['1'] } } } };

type AnyDeclaration = Declaration<Versioned & Record<string, unknown>, Fact, Side>;

/**
 * The outbox of a write: an entry a fact, each with a version of its own, so that nobody takes the second for a repeat. A fact
 * that is told under two versions of its contract has two entries, of one version.
 */
export const outboxOf = <State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  { state, facts, before }: Readonly<{ state: State; facts: readonly F[]; before: number }>,
): readonly OutboxEntry[] =>
  facts.flatMap((fact, index) => {
    const { type: _, at, ...told } = fact as Fact & Record<string, unknown>;
    const subject = declaration.idOf(state);
    return contractsOf(tellingOf(declaration, fact.type)).map((contract) => ({
      ...outboxPointer(contract, { subject, sequence: before + index + 1, time: isoOf(at) }),
      ...(Object.keys(told).length > 0 && { f: told }),
      // Most events are told by one kind of fact; the others say by which.
      ...(factNamed(declaration, contract.type) !== fact.type && { k: fact.type }),
    }));
  });

/**
 * Makes each event of an item from what is stored, as the relay will, and looks whether the topic would take it.
 * @throws Error naming the fact that could not be told; nothing has been written then
 */
export function checkOutbox(declaration: unknown, item: Item, entries: readonly OutboxEntry[]): void {
  for (const entry of entries) {
    try {
      const message = JSON.stringify(toCloudEvent(eventOf(declaration, item, entry)));
      if (Buffer.byteLength(message) > MOST_PUBLISHED_BYTES)
        throw new RangeError(`it takes more than ${MOST_PUBLISHED_BYTES} bytes`);
    } catch (cause) {
      throw new Error(`${entry.type} of ${entry.s} cannot be published, so it is not written`, { cause });
    }
  }
}

/** The event of an entry, its data made from the entry and the item that it was written with. */
export function eventOf(declaration: unknown, item: Item, entry: OutboxEntry) {
  const known = declaration as AnyDeclaration;
  const type = entry.k ?? factNamed(known, entry.type);
  const telling = tellingOf(known, type);
  const contract = contractsOf(telling).find((one) => one.type === entry.type);
  if (contract === undefined)
    throw new Error(`the aggregate ${known.name} tells no ${entry.type} of ${type}`);
  const fact = { ...(entry.f as object), type, at: entry.at };
  return fromOutbox(entry, contract, entry.d ?? telling.data(fact, decode(known, item)));
}

/** The events of an aggregate, for `streamRelay`. */
export const publicationsOf = <State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
): readonly Publication[] => {
  const tellings: Telling<State, F>[] = Object.values(declaration.facts);
  const contracts = tellings.flatMap(contractsOf);
  return [...new Map(contracts.map((contract) => [contract.type, contract])).values()].map((contract) => ({
    contract,
    event: (item, entry) => eventOf(declaration, item, entry),
  }));
};

function tellingOf<State extends Versioned, F extends Fact, S extends Side>(
  { facts, name }: Declaration<State, F, S>,
  type: string,
): Telling<State, F> {
  const telling = (facts as unknown as Readonly<Record<string, Telling<State, F> | undefined>>)[type];
  if (telling === undefined) throw new Error(`the aggregate ${name} tells no ${type}`);
  return telling;
}

/** The first kind of fact that is told by events of a type. */
function factNamed<State extends Versioned, F extends Fact, S extends Side>(
  { facts, name }: Declaration<State, F, S>,
  type: string,
): string {
  const found = Object.entries(facts).find(([, telling]) =>
    contractsOf(telling as Telling<never, never>).some((contract) => contract.type === type),
  );
  if (found === undefined) throw new Error(`the aggregate ${name} tells no ${type}`);
  return found[0];
}

const isoOf = (at: Instant): string => new Date(at).toISOString();
