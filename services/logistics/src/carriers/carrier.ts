import type { Secret } from '@cartless/lambda/secret';
import type * as z from 'zod/mini';
import type { Address, DangerousGoods, Money, OrderNumber, ShipmentId, Size } from '@cartless/domain';
import type { Rate } from '../labels/rate.ts';
import type { Booking, Label } from '../shipments/shipment.ts';
import type { TrackingUpdate } from '../tracking/tracking.ts';

/** One line of a customs form. Value and weight are those of all its units. */
export type CustomsLine = Readonly<{
  sku: string;
  description: string;
  hsCode: string;
  originCountry: string;
  quantity: number;
  value: Money;
  weightGrams: number;
}>;

/** A parcel as a carrier has to know it. */
export type Consignment = Readonly<{
  id: ShipmentId;
  orderNumber: OrderNumber;
  address: Address;
  origin: Address;
  weightGrams: number;
  /** Of its box, in millimetres, where one is known. */
  size?: Size;
  dangerousGoods?: DangerousGoods;
  /** Of a parcel that passes customs. */
  customs?: readonly CustomsLine[];
}>;

/** A parcel's place at the carrier before a label is bought: its id there, and the offers. */
export type Booked = Readonly<{ ref: string; rates: readonly Rate[]; bought: Bought | undefined }>;
export type Bought = Readonly<{ label: Label; tracking: TrackingUpdate }>;

/**
 * A carrier, or a company that speaks for many. Failures are `CARRIER_UNAVAILABLE`, which pass, and
 * `CARRIER_REFUSED` and
 * `LABEL_UNCERTAIN`, which do not.
 */
export type Carrier = Readonly<{
  provider: string;
  /** Announces the parcel, or finds it when that was done before. Nothing is paid for it. No offers: it does not go there. */
  book(consignment: Consignment): Promise<Booked>;
  booked(booking: Booking, consignment: Consignment): Promise<Booked>;
  /** Buys the label of a booked parcel; asked twice, it answers with the same label. */
  buy(booking: Booking, rateId: string, consignment: Consignment): Promise<Bought>;
  /** Gives the label back. @returns false when there is none to give back */
  giveBack(booking: Booking, label: Label | undefined): Promise<boolean>;
  track(label: Label): Promise<TrackingUpdate>;
  /** Asks to be told of the parcel, where a carrier tells only who asks; asked twice, it is told once. */
  follow?(label: Label): Promise<void>;
  /** A cheap call that tells whether the carrier works. */
  ping(): Promise<void>;
}>;

type WithSignal<F> = F extends (...args: infer A) => infer R
  ? (...args: [...A, signal: AbortSignal]) => R
  : F;
/** A carrier whose calls can be broken off. */
export type AbortableCarrier = { readonly [K in keyof Carrier]: WithSignal<Carrier[K]> };
/** What one folder brings of each; the name comes from the carrier's record. */
export type CarrierClient = Omit<AbortableCarrier, 'provider'>;

type Headers = Readonly<Record<string, string | undefined>>;

/** What came in by webhook: an update, or something that is no concern of ours. */
export type WebhookReading = Readonly<{ eventId: string; update: TrackingUpdate | undefined }>;
/** What became of a call: `kept` is about a parcel that nobody knows yet. */
export type Received = 'applied' | 'nothing-new' | 'kept' | 'ignored';
/** What a carrier is told about its call. */
export type WebhookAnswer = Readonly<Record<string, string | boolean>>;

/** The part of a carrier that reads what it sends us. */
export type CarrierWebhook = Readonly<{
  provider: string;
  /** Whether a call looks like one of this carrier's, by its headers or its body; its signature is checked when it is read. */
  recognises(headers: Headers, body: string): boolean;
  /** @throws AppError BAD_SIGNATURE, WEBHOOK_MALFORMED; SECRET_UNAVAILABLE when the signature cannot be checked */
  read(headers: Headers, body: string): Promise<WebhookReading>;
  /** What it wants to hear when we took its call, where that is not our own `{outcome}`. */
  answer?(outcome: Received): WebhookAnswer;
}>;

export type WebhookReader = Omit<CarrierWebhook, 'provider'>;

/** Reads settings from the environment. @throws Error listing all that is missing */
export type ReadSettings = <S extends z.ZodMiniType>(schema: S) => z.infer<S>;
/** Finds a secret by the variable that names it. */
export type FindSecret = (variable: `${string}_PARAMETER`) => Secret;

/** All that a carrier is. */
export type CarrierRecord = Readonly<{
  /** Its name in bookings, rules, settings, health reports and the log; also that of its folder. */
  provider: string;
  /** What calls it. */
  client: (read: ReadSettings, secret: FindSecret) => CarrierClient;
  /** What reads its calls to us: which headers it sends, how it signs, what it says. */
  webhook: (read: ReadSettings, secret: FindSecret) => WebhookReader;
}>;
