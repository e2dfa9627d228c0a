import * as z from 'zod/mini';
import { field } from './field.ts';

const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

const phone = z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{5,24}$/));
const postalCode = z.string().check(z.trim(), z.regex(/^[\p{L}\d\s-]{2,12}$/u));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));

const shape = {
  recipient: field(line(80), 'Who takes the parcel', '林美'),
  phone: field(phone, 'For the courier; digits, spaces, brackets and dashes', '+86 138 0013 8000'),
  line1: field(line(120), 'Street and number', '长乐路 88 号'),
  line2: z.optional(field(line(120), 'Floor, flat, company', '3 楼')),
  district: z.optional(field(line(60), 'Where the city has districts', '静安区')),
  city: field(line(60), 'The city', '上海'),
  region: field(line(60), 'Province or state', '上海'),
  postalCode: field(postalCode, 'Postal code', '200040'),
  country: field(country, 'ISO 3166-1 alpha-2', 'CN'),
};

/** Where a parcel goes, as somebody enters it. */
export const Address = z.strictObject(shape);
export type Address = Readonly<z.infer<typeof Address>>;

/** The same as events carry it: fields that a newer release added are left out instead of refused. */
export const AddressSnapshot = z.object(shape);
