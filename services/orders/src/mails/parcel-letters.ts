import {
  DeliveryGivenUp,
  type EventContract,
  type Money,
  type ParcelTrouble,
  PartialReshipApproved,
  ReaddressRefused,
  ReshipApproved,
  ReshipOrdered,
  ReshipRejected,
  ReshipRequested,
  ShipmentArrivedBack,
  ShipmentCollectable,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentFound,
  ShipmentLost,
  ShipmentReturning,
} from '@cartless/domain';
import type { ParcelItem } from '../parcels/parcel.ts';

/** The letters about parcels; the mailer has the words of each. */
type Step =
  | 'shipped'
  | 'to-collect'
  | 'delivered'
  | 'turned-up'
  | 'not-accepted'
  | 'trouble'
  | 'lost'
  | 'found'
  | 'came-back'
  | 'back-here'
  | 'address-refused'
  | 'reship-asked'
  | 'reship-agreed'
  | 'reship-refused'
  | 'sent-again'
  | 'given-up';

/** What a letter about a parcel says; its items are named by the order. */
export type ParcelLetter = Readonly<{
  step: Step;
  carrier?: string | null;
  trackingNumber?: string | null;
  amount?: Money;
  why?: ParcelTrouble | undefined;
  items?: readonly ParcelItem[] | undefined;
}>;

export type LetterOf = Readonly<{
  contract: EventContract;
  /** Undefined when its shopper need not hear of it, or hears of it by another event. */
  letter: (data: unknown) => ParcelLetter | undefined;
}>;

const letterOf = <Data>(
  contract: EventContract<Data>,
  letter: (data: Data) => ParcelLetter | undefined,
): LetterOf => ({ contract, letter: (data) => letter(data as Data) });

type Decided = Pick<ReshipOrdered['data'], 'shipmentIds' | 'parts'>;

/** The items that a decision is about, when it is not about whole parcels. */
const itemsOf = ({ shipmentIds, parts }: Decided): Pick<ParcelLetter, 'items'> =>
  shipmentIds.length > 0 ? {} : { items: parts?.flatMap(({ items }) => items) };

/** What the shop ordered itself it has told by its own event; an earlier release of logistics named its reason only. */
const reshipAgreed = ({ ordered, reason, again }: ReshipApproved['data']): ParcelLetter | undefined =>
  ordered || reason === 'undelivered' ? undefined : { step: 'reship-agreed', items: again };

type Going = Readonly<{ instead?: unknown }>;
/** What nobody waits for any more is told by what is done instead of it. */
const unlessDecided = (data: Going, letter: ParcelLetter): ParcelLetter | undefined =>
  data.instead === undefined ? letter : undefined;

/**
 * What a shopper is written about parcels, one letter for a fact. Each is about one event, which is enough to tell which letter
 * it is: what orders know of the parcel may be older than the event.
 */
export const PARCEL_LETTERS: readonly LetterOf[] = [
  letterOf(ShipmentDispatched, ({ carrier, trackingNumber }) => ({
    step: 'shipped',
    carrier,
    trackingNumber,
  })),
  letterOf(ShipmentCollectable, (data) =>
    unlessDecided(data, { step: 'to-collect', carrier: data.carrier, trackingNumber: data.trackingNumber }),
  ),
  letterOf(ShipmentDelivered, ({ instead }) => ({ step: instead === undefined ? 'delivered' : 'turned-up' })),
  // A parcel that no carrier took has none.
  letterOf(ShipmentException, (data) =>
    unlessDecided(data, {
      step: data.carrier === null ? 'not-accepted' : 'trouble',
      carrier: data.carrier,
      trackingNumber: data.trackingNumber,
      why: data.reason,
    }),
  ),
  letterOf(ShipmentLost, (data) => unlessDecided(data, { step: 'lost' })),
  letterOf(ShipmentFound, (data) => unlessDecided(data, { step: 'found' })),
  letterOf(ShipmentReturning, (data) =>
    unlessDecided(data, {
      step: 'came-back',
      why: data.reason ?? (data.cause === 'refused' ? 'refused' : undefined),
    }),
  ),
  letterOf(ShipmentArrivedBack, (data) =>
    data.again ? undefined : unlessDecided(data, { step: 'back-here' }),
  ),
  letterOf(ReaddressRefused, ({ carrier, trackingNumber }) => ({
    step: 'address-refused',
    carrier,
    trackingNumber,
  })),
  letterOf(ReshipRequested, ({ by, wanted }) =>
    by === 'staff' ? undefined : { step: 'reship-asked', items: wanted },
  ),
  letterOf(ReshipApproved, reshipAgreed),
  letterOf(PartialReshipApproved, reshipAgreed),
  letterOf(ReshipRejected, ({ ordered, wanted }) =>
    ordered ? undefined : { step: 'reship-refused', items: wanted },
  ),
  letterOf(ReshipOrdered, (data) => ({ step: 'sent-again', ...itemsOf(data) })),
  letterOf(DeliveryGivenUp, (data) => ({
    step: 'given-up',
    ...itemsOf(data),
    ...(data.value.amount > 0 && { amount: data.value }),
  })),
];
