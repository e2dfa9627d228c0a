import * as z from 'zod/mini';
import { field } from './field.ts';
import { NO_CITY, toldCity } from './told-city.ts';

const upTo = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
/** By the most characters; one of each, because every function that touches an order makes them when it starts. */
const LINE = { 60: upTo(60), 80: upTo(80), 120: upTo(120) } as const;
const line = (max: keyof typeof LINE) => LINE[max];
const phone = z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{5,24}$/));
const postalCode = z.string().check(z.trim(), z.regex(/^[\p{L}\d\s-]{2,12}$/u));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));

/** What events say where a country has no regions, or no postal codes: releases before wait for a text there. */
const NONE = { region: '-', postalCode: '--' } as const;

/**
 * An address as events carry it: fields that a newer release added are left out instead of refused, and region and postal
 * code are always there.
 */
export const AddressSnapshot = z.object({
  recipient: field(line(80), 'Who takes the parcel', '林美', { personal: true }),
  phone: field(phone, 'For the courier; E.164, or as typed before there was one spelling', '+8613800138000', {
    personal: true,
  }),
  line1: field(line(120), 'Street and number', '长乐路 88 号', { personal: true }),
  line2: z.optional(field(line(120), 'Floor, flat, company', '3 楼', { personal: true })),
  district: z.optional(field(line(60), 'Where the city has districts', '静安区', { personal: true })),
  city: field(line(60), 'The city', '上海', { personal: true }),
  region: field(line(60), `Province or state; \`${NONE.region}\` where there is none`, '上海', {
    personal: false,
  }),
  postalCode: field(postalCode, `Postal code; \`${NONE.postalCode}\` where there is none`, '200040', {
    personal: true,
  }),
  country: field(country, 'ISO 3166-1 alpha-2', 'CN', { personal: false }),
});
export type AddressSnapshot = Readonly<z.infer<typeof AddressSnapshot>>;

/** What stands for the parts of an address that are not told. Nobody goes by it: people can type the same. */
const UNTOLD = {
  recipient: '-',
  phone: '00000',
  line1: '-',
  city: NO_CITY,
  postalCode: NONE.postalCode,
} as const;

const untold = (schema: z.ZodMiniType<string>, example: string) =>
  field(schema, `Not told; always \`${example}\``, example, { personal: false });

/**
 * An address of which no more than city, region and country is told. It has the shape of an address, because the events that carry it
 * once told all of it; whatever is put in, or comes from a release that told more, these parts are left out of.
 */
export const PlaceSnapshot = z
  .object({
    recipient: untold(line(80), UNTOLD.recipient),
    phone: untold(phone, UNTOLD.phone),
    line1: untold(line(120), UNTOLD.line1),
    line2: z.optional(field(line(120), 'Not told', '-', { personal: false })),
    district: z.optional(field(line(60), 'Not told', '-', { personal: false })),
    city: field(
      line(60),
      `The city in one spelling; \`${UNTOLD.city}\` when what was typed is no name of a place, and from releases before`,
      '上海',
      { personal: false },
    ),
    region: AddressSnapshot.shape.region,
    postalCode: untold(postalCode, UNTOLD.postalCode),
    country: AddressSnapshot.shape.country,
  })
  .check(z.overwrite(({ city, region, country }) => ({ ...UNTOLD, city: toldCity(city), region, country })));

/** What a text is told as that is kept from everybody: the field stays for readers that wait for one. */
export const untoldText = (why: string) =>
  field(z.string().check(z.overwrite(() => '-')), why, '-', { personal: false });

/** Where a parcel goes, as it is kept and shown; an address of an earlier release too. */
export const ShownAddress = z.object({
  recipient: z.string(),
  phone: z.string(),
  line1: z.string(),
  line2: z.optional(z.string()),
  district: z.optional(z.string()),
  city: z.string(),
  region: z.optional(z.string()),
  postalCode: z.optional(z.string()),
  country: z.string(),
});
export type ShownAddress = Readonly<z.infer<typeof ShownAddress>>;

/** An address as an event is to carry it. */
export const toAddressSnapshot = (address: ShownAddress): AddressSnapshot => ({
  ...address,
  region: address.region ?? NONE.region,
  postalCode: address.postalCode ?? NONE.postalCode,
});

/** The address that an event carries. */
export function fromAddressSnapshot({ region, postalCode, ...address }: AddressSnapshot): ShownAddress {
  return {
    ...address,
    ...(region !== NONE.region && { region }),
    ...(postalCode !== NONE.postalCode && { postalCode }),
  };
}
