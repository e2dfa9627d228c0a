import { type Address, easyPostTime, newId, type Parcel, type Rate } from '../easypost-types.ts';

interface Tariff {
  carrier: string;
  service: string;
  days: number;
  /** US dollars. */
  base: number;
  /** US dollars for each ounce. */
  perOunce: number;
  flies?: true;
}

const TARIFFS: readonly Tariff[] = [
  { carrier: 'USPS', service: 'Priority', days: 2, base: 6.9, perOunce: 0.06, flies: true },
  { carrier: 'USPS', service: 'GroundAdvantage', days: 5, base: 4.4, perOunce: 0.05 },
  { carrier: 'UPS', service: 'Ground', days: 3, base: 8.1, perOunce: 0.04 },
  { carrier: 'UPS', service: 'NextDayAir', days: 1, base: 28.5, perOunce: 0.12, flies: true },
  { carrier: 'SFExpress', service: 'Standard', days: 2, base: 3.2, perOunce: 0.05 },
  { carrier: 'SFExpress', service: 'Economy', days: 4, base: 2.4, perOunce: 0.03 },
];

const ABROAD_EXTRA_DAYS = 4;
const ABROAD_FACTOR = 2.6;
const account = (carrier: string): string => `ca_${Buffer.from(carrier.padEnd(16, '.')).toString('hex')}`;

interface Wanted {
  shipmentId: string;
  from: Address;
  to: Address;
  parcel: Parcel;
  /** Dangerous goods that may not fly: no service by air makes an offer. */
  grounded: boolean;
}

/** What each carrier asks for this parcel: the same parcel always gets the same prices. */
export function quoteRates({ shipmentId, from, to, parcel, grounded }: Wanted, now: number): Rate[] {
  const abroad = from.country !== to.country;
  const at = easyPostTime(now);
  return TARIFFS.filter(({ flies }) => !(grounded && flies)).map((tariff) => {
    const price = (tariff.base + tariff.perOunce * parcel.weight) * (abroad ? ABROAD_FACTOR : 1);
    const days = tariff.days + (abroad ? ABROAD_EXTRA_DAYS : 0);
    return {
      id: newId('rate'),
      object: 'Rate',
      mode: 'test',
      created_at: at,
      updated_at: at,
      shipment_id: shipmentId,
      carrier: tariff.carrier,
      carrier_account_id: account(tariff.carrier),
      service: tariff.service,
      rate: price.toFixed(2),
      currency: 'USD',
      retail_rate: (price * 1.3).toFixed(2),
      retail_currency: 'USD',
      list_rate: (price * 1.1).toFixed(2),
      list_currency: 'USD',
      billing_type: 'easypost',
      delivery_days: days,
      delivery_date: null,
      delivery_date_guaranteed: false,
      est_delivery_days: days,
    };
  });
}
