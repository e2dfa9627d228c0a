import { erased, type Personal } from '@cartless/aggregate';
import type { TrackingEvent } from '../tracking/tracking.ts';
import type { Problem } from '../shipments/problem.ts';
import { type Shipment, type ShipmentChange, without } from '../shipments/shipment.ts';

/** Stands where a contract or a carrier wants a text and nothing may stay. Nobody goes by it: what was erased bears a mark. */
const GONE = '-';

const withoutWords = ({ zh: _zh, ...problem }: Problem): Problem => ({ ...problem, message: GONE });

/** A carrier's words about a scan can name the person and the street. */
export const wordless = (scan: TrackingEvent): TrackingEvent => ({ ...scan, message: GONE, place: null });

/** What a parcel tells of whom it goes to, and what people wrote; country and region stay for reports. */
export const PERSONAL: Personal<Shipment> = {
  address: ({ country, region }) => ({
    recipient: GONE,
    phone: '00000',
    line1: GONE,
    postalCode: '00',
    country,
    ...(region !== undefined && { region }),
    city: GONE,
  }),
  reship: ({ note: _note, key: _key, body: _body, refusal, ...reship }) => ({
    ...reship,
    photos: [],
    ...(refusal !== undefined && { refusal: GONE }),
  }),
  resent: (all) => all.map(({ key: _key, body: _body, ...one }) => one),
  problem: withoutWords,
  history: (scans) => scans.map(wordless),
  label: ({ url: _url, pdfUrl: _pdfUrl, ...label }) => label,
};

/** What went wrong with a parcel. A carrier's words can repeat the address, so an erased parcel keeps none. */
export const problemOf = ({ erasedAt }: Shipment, problem: Problem): Problem =>
  erasedAt === undefined ? problem : withoutWords(problem);

/**
 * Erases who a parcel goes to and what the person wrote. A parcel that still wants its label needs its address once more,
 * so it is marked and erased when it has the label.
 */
export function erase(before: Shipment, at: string): ShipmentChange | undefined {
  if (before.erasedAt !== undefined) return undefined;
  const waits = before.label === undefined && (before.status === 'created' || before.status === 'exception');
  if (!waits) return { state: erasedNow(before, at) };
  return before.erasure === 'wanted' ? undefined : { state: { ...before, erasure: 'wanted' } };
}

/** The same for a parcel that has just got its label, or will get none. */
export const eraseIfWanted = <S extends Shipment>(shipment: S, at: string): S =>
  shipment.erasure === 'wanted' ? erasedNow(shipment, at) : shipment;

const erasedNow = <S extends Shipment>(shipment: S, at: string): S => {
  const any: Shipment = shipment;
  const wanted: Shipment = without(any, 'erasure');
  return (erased<Shipment>({ personal: PERSONAL }, wanted, at) ?? wanted) as S;
};
