import type { World } from '../world/world.ts';

/** What befalls parcels. */
export const FATES = [
  'in_transit',
  'out_for_delivery',
  'delivered',
  'return_to_sender',
  'available_for_pickup',
  'lost',
  'damaged',
  'held',
] as const;
export type Fate = (typeof FATES)[number];

/** What befalls a parcel, in the states of Kuaidi100; what has no state is said in words. */
export const KUAIDI100_STATES: Readonly<Record<Fate, Readonly<{ code: string; context: string | null }>>> = {
  in_transit: { code: '0', context: null },
  out_for_delivery: { code: '5', context: null },
  delivered: { code: '301', context: null },
  return_to_sender: { code: '6', context: null },
  available_for_pickup: { code: '501', context: null },
  lost: { code: '2', context: '快件遗失' },
  damaged: { code: '209', context: null },
  held: { code: '208', context: null },
};
/** Who drives parcels, and what can befall those. */
export interface Courier {
  /** The numbers of all parcels, those that have come to an end among them. */
  known(): readonly string[];
  /** The numbers of parcels that have not come to an end. */
  onTheirWay(): readonly string[];
  /** Something befalls a parcel. @returns whether there is such a parcel */
  befall(code: string, fate: Fate): boolean;
  /** Whether it sells labels; otherwise whoever wants one hears of an error of its own. */
  sells(isOpen: boolean): void;
}

/** What a courier answers that cannot tell what it has done. */
export const OUT_OF_ORDER = { status: 500, type: 'text/plain', body: 'out of order' } as const;

const TWO_DAYS = 2 * 86_400_000;

/** Later the courier may say something else of a parcel than what was its last word. */
export function contradict({ chance, faults, scheduler }: World, courier: Courier, code: string): void {
  if (!faults.strike('carrier-contradicts', code)) return;
  const otherwise = chance.pick(`contradicts ${code}`, FATES);
  scheduler.after(chance.whole(`contradicts ${code} in`, 1, TWO_DAYS), () => {
    courier.befall(code, otherwise);
  });
}

/** Several of them as one. */
export const couriers = (...all: readonly Courier[]): Courier => ({
  known: () => all.flatMap((one) => one.known()),
  onTheirWay: () => all.flatMap((one) => one.onTheirWay()),
  befall: (code, fate) => all.some((one) => one.befall(code, fate)),
  sells: (isOpen) => {
    for (const one of all) one.sells(isOpen);
  },
});
