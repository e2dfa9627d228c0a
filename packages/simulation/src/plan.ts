import { ROLES, type RoleName } from './actors/roles.ts';
import type { Role } from './actors/actor.ts';
import { Chance } from './world/chance.ts';
import { type Section, SECTION_NAMES, SECTIONS } from './shop/sections.ts';
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
  /** What of the shop takes no part, so that the rest is played more often. */
  without: readonly Section[];
  /** Only these faults, by name; undefined: whatever the seed brings. */
  only?: readonly string[];
}>;

/** How often a history has so many shoppers: small ones find most of what there is to find. */
const SHOPPERS = [1, 1, 1, 2, 2, 2, 3, 3, 4] as const;
const MOST_ACTS = 6;
const SELDOM = 1 / 8;

/** The plan of a seed. Histories are small, and each has a few kinds of faults and not all: so most of them go somewhere. */
export function planOf(seed: number): Plan {
  const chance = new Chance(seed);
  const shoppers = chance.pick('shoppers', SHOPPERS);
  const holders = chance.next('account holders') < 0.2 ? chance.whole('holders', 1, 2) : 0;
  const employees = chance.next('employees') < 0.09 ? 1 : 0;
  const without = SECTION_NAMES.filter((name) => chance.next(`has ${name}`) >= SECTIONS[name].often);
  const has = (role: RoleName, often: number): boolean => chance.next(role) < often;
  const rehearses = has('rehearser', 0.09);
  // There is one owner where somebody tries to do without.
  const isNew = employees === 0 && has('newcomer', 0.07);
  return {
    seed,
    parts: [
      ...Array.from({ length: Math.max(0, shoppers - 2 * holders) }, (_, index) =>
        partOf(chance, 'shopper', `shopper${index + 1}`),
      ),
      ...Array.from({ length: holders }, (_, index) =>
        partOf(chance, 'account holder', `holder${index + 1}`),
      ),
      ...Array.from({ length: employees }, (_, index) => partOf(chance, 'employee', `colleague${index + 1}`)),
      ...(has('clerk', 0.5) ? [partOf(chance, 'clerk', 'clerk')] : []),
      ...(has('merchant', 0.2) ? [partOf(chance, 'merchant', 'merchant')] : []),
      ...(has('packer', 0.3) ? [partOf(chance, 'packer', 'packer')] : []),
      ...(has('outside', 0.25) ? [partOf(chance, 'outside', 'the world')] : []),
      ...(has('attacker', holders > 0 ? 0.5 : 0.05) ? [partOf(chance, 'attacker', 'mallory')] : []),
      ...(has('reader', without.includes('analytics') ? 0 : 0.6)
        ? [partOf(chance, 'reader', 'the owner')]
        : []),
      ...(has('supporter', 0.08) ? [partOf(chance, 'supporter', 'desk')] : []),
      ...(has('careless', 0.08) ? [partOf(chance, 'careless', 'fool')] : []),
      ...(has('dismissed', 0.1) ? [partOf(chance, 'dismissed', 'gone')] : []),
      ...(rehearses ? [partOf(chance, 'rehearser', 'rehearser')] : []),
      ...(isNew ? [partOf(chance, 'newcomer', 'newcomer')] : []),
    ],
    goods: Array.from({ length: chance.whole('goods', 1, 3) }, (_, index) =>
      chance.whole(`stock ${index}`, 1, 8),
    ),
    rates: ratesOf(chance),
    // Nobody gets into an account without the letter that confirms the address, and who rehearses sends parcels.
    without: without.filter(
      (name) =>
        !(name === 'mails' && (holders + employees > 0 || isNew)) && !(name === 'logistics' && rehearses),
    ),
  };
}

function partOf(chance: Chance, role: RoleName, name: string): Part {
  const known: Role = ROLES[role];
  const entries = Object.entries(known.acts);
  const all = entries.reduce((sum, [, { often }]) => sum + often, 0);
  const any = (asked: string): string => {
    let left = chance.next(asked) * all;
    return entries.find(([, { often }]) => (left -= often) < 0)?.[0] ?? '';
  };
  const acts: string[] = [...(known.begins ?? [])];
  for (let count = chance.whole(`acts of ${name}`, 2, MOST_ACTS); count > 0; count -= 1) {
    const [likely, ...others] = known.acts[acts.at(-1) ?? '']?.next ?? [];
    const follows = likely !== undefined && chance.next(`follows ${name}`) < 0.8;
    acts.push(follows ? chance.pick(`next of ${name}`, [likely, ...others]) : any(`act of ${name}`));
  }
  if (known.seldom !== undefined && chance.next(`seldom ${name}`) < SELDOM) {
    const at = chance.whole(`seldom act of ${name} at`, known.begins?.length ?? 0, acts.length);
    acts.splice(at, 0, chance.pick(`seldom act of ${name}`, known.seldom));
  }
  return { role, name, acts };
}

/** A fifth of all histories has no faults at all: what fails there has nothing to do with them. */
function ratesOf(chance: Chance): FaultRates {
  if (chance.next('calm') < 0.2) return {};
  return Object.fromEntries(
    FAULT_KINDS.filter((kind) => chance.next(`has ${kind}`) < 0.35).map((kind) => [
      kind,
      FAULTS[kind].most * chance.next(`rate ${kind}`) * 2,
    ]),
  );
}
