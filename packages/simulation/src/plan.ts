import { ROLES, type RoleName } from './actors/roles.ts';
import type { Role } from './actors/actor.ts';
import { Chance } from './world/chance.ts';
import { FAULT_KINDS, FAULTS, type FaultRates } from './world/faults.ts';

/** Somebody in a history and what they do, one after the other. */
export type Part = Readonly<{ role: RoleName; name: string; acts: readonly string[] }>;

/** All that a history follows from. */
export type Plan = Readonly<{
  seed: number;
  parts: readonly Part[];
  /** How many kinds of goods there are, and of each of them how many units. */
  goods: readonly number[];
  rates: FaultRates;
  /** Only these faults, by name; undefined: whatever the seed brings. */
  only?: readonly string[];
}>;

const MOST_SHOPPERS = 4;
const MOST_ACTS = 6;

/** The plan of a seed. Histories are small, and each has a few kinds of faults and not all: so most of them go somewhere. */
export function planOf(seed: number): Plan {
  const chance = new Chance(seed);
  const shoppers = chance.whole('shoppers', 1, MOST_SHOPPERS);
  return {
    seed,
    parts: Array.from({ length: shoppers }, (_, index) => partOf(chance, 'shopper', `shopper${index + 1}`)),
    goods: Array.from({ length: chance.whole('goods', 1, 3) }, (_, index) =>
      chance.whole(`stock ${index}`, 1, 8),
    ),
    rates: ratesOf(chance),
  };
}

function partOf(chance: Chance, role: RoleName, name: string): Part {
  const acts = Object.entries<Role[string]>(ROLES[role]);
  const all = acts.reduce((sum, [, { often }]) => sum + often, 0);
  const count = chance.whole(`acts of ${name}`, 1, MOST_ACTS);
  return {
    role,
    name,
    acts: Array.from({ length: count }, (_, index) => {
      let left = chance.next(`act of ${name} ${index}`) * all;
      return acts.find(([, { often }]) => (left -= often) < 0)?.[0] ?? acts[0]?.[0] ?? '';
    }),
  };
}

/** A fifth of all histories has no faults at all: what fails there has nothing to do with them. */
function ratesOf(chance: Chance): FaultRates {
  if (chance.next('calm') < 0.2) return {};
  return Object.fromEntries(
    FAULT_KINDS.filter((kind) => chance.next(`has ${kind}`) < 0.35).map((kind) => [
      kind,
      FAULTS[kind] * chance.next(`rate ${kind}`) * 2,
    ]),
  );
}
