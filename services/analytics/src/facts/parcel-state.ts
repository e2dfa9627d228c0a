import type { ParcelFact } from './fact.ts';

/**
 * What is known of one parcel. It is the same in whatever order its facts come: of what can happen once the earliest time counts, of
 * being lost and found the latest, and the carrier is that of the latest version.
 */
export type ParcelState = Readonly<
  Partial<Record<ParcelFact['kind'], string>> & {
    carrier?: string;
    /** The parcel's version that the carrier is from. */
    sequence?: number;
    replaces?: true;
    firstEstimate?: string;
  }
>;

/** The parcel after a fact. */
export function afterParcel(known: ParcelState = {}, fact: ParcelFact): ParcelState {
  const { kind, at, replaces } = fact;
  const firstEstimate = earlier(known.firstEstimate, fact.firstEstimate);
  const isLatest = kind === 'lost' || kind === 'found';
  return {
    ...known,
    [kind]: isLatest ? later(known[kind], at) : earlier(known[kind], at),
    ...carrierAfter(known, fact),
    ...(replaces && { replaces }),
    ...(firstEstimate !== undefined && { firstEstimate }),
  };
}

function carrierAfter(
  { carrier: known = '', sequence: before = -1 }: ParcelState,
  { carrier, sequence = 0 }: ParcelFact,
): Pick<ParcelState, 'carrier' | 'sequence'> {
  if (carrier === undefined || sequence < before || (sequence === before && carrier <= known)) return {};
  return { carrier, sequence };
}

const earlier = <T extends string | undefined>(a: T, b: T): T =>
  a === undefined || (b !== undefined && instant(b) < instant(a)) ? b : a;
const later = (a: string | undefined, b: string): string =>
  a === undefined || instant(b) > instant(a) ? b : a;
const instant = (text: string): number => Date.parse(text);
