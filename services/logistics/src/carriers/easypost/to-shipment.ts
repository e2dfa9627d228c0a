import { type DangerousGoods, decimalsOf, type Money } from '@cartless/domain';
import type { Consignment, CustomsLine } from '../carrier.ts';
import { CarrierRefused, foundWrong } from '../errors.ts';

const GRAMS_PER_OUNCE = 28.349_523_125;
const MILLIMETRES_PER_INCH = 25.4;

/**
 * Dangerous goods in EasyPost's words: `PRIMARY` are lithium metal batteries, `SECONDARY` lithium ion ones, contained in equipment,
 * packed with it, or alone. A shop sends nothing else in more than a limited quantity. Source: docs.easypost.com, "Options", `hazmat`.
 */
const HAZMAT: Readonly<Record<Exclude<DangerousGoods, 'none'>, string>> = {
  'lithium-ion-in-equipment': 'SECONDARY_CONTAINED',
  'lithium-metal-in-equipment': 'PRIMARY_CONTAINED',
  'lithium-ion-with-equipment': 'SECONDARY_PACKED',
  'lithium-ion': 'SECONDARY',
  'lithium-metal': 'PRIMARY',
  aerosol: 'LIMITED_QUANTITY',
  'flammable-liquid': 'LIMITED_QUANTITY',
};

/** A parcel as EasyPost is told of it. Source: docs.easypost.com, "Shipment", "Parcel", "CustomsInfo", "CustomsItem". */
export const toShipment = (consignment: Consignment) => {
  const { id, address, origin, weightGrams, size, dangerousGoods: danger, customs } = consignment;
  return {
    reference: id,
    to_address: toAddress(address),
    from_address: toAddress(origin),
    parcel: {
      weight: Math.max(0.1, tenths(weightGrams / GRAMS_PER_OUNCE)),
      ...(size && {
        length: tenths(size.length / MILLIMETRES_PER_INCH),
        width: tenths(size.width / MILLIMETRES_PER_INCH),
        height: tenths(size.height / MILLIMETRES_PER_INCH),
      }),
    },
    options: { print_custom_1: id, ...(danger && danger !== 'none' && { hazmat: HAZMAT[danger] }) },
    ...(customs && { customs_info: toCustomsInfo(customs, origin) }),
  };
};

const tenths = (value: number): number => Math.round(value * 10) / 10;

const toAddress = (address: Consignment['address']) => ({
  name: address.recipient,
  phone: address.phone,
  street1: address.line1,
  street2: [address.line2, address.district].filter((part) => part !== undefined).join(', ') || null,
  city: address.city,
  state: address.region,
  zip: address.postalCode,
  country: address.country,
});

/** What leaves the United States and is worth more needs a filing (15 CFR 30.37), which is made elsewhere. */
const MOST_WITHOUT_FILING = 2500;

function toCustomsInfo(lines: readonly CustomsLine[], origin: Consignment['origin']) {
  const dollars = lines.filter(({ value }) => value.currency === 'USD');
  const worth = dollars.reduce((sum, { value }) => sum + value.amount / 100, 0);
  if (origin.country === 'US' && worth > MOST_WITHOUT_FILING)
    throw CarrierRefused({
      details: { reason: foundWrong('exports from the US of more than $2500 need a filing (AES)') },
    });
  return {
    contents_type: 'merchandise',
    eel_pfc: 'NOEEI 30.37(a)',
    restriction_type: 'none',
    non_delivery_option: 'return',
    customs_certify: true,
    customs_signer: origin.recipient,
    customs_items: lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      value: decimal(line.value),
      currency: line.value.currency,
      // Rounded down, so that all of them together never weigh more than their parcel.
      weight: Math.max(0.01, Math.floor((line.weightGrams / GRAMS_PER_OUNCE) * 100) / 100),
      hs_tariff_number: line.hsCode,
      origin_country: line.originCountry,
      code: line.sku,
    })),
  };
}

const decimal = ({ amount, currency }: Money): number => Number(`${amount}E-${decimalsOf(currency)}`);
