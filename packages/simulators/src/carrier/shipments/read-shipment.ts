import { FieldReader, isInput } from '../../kit/fields.ts';
import type { Problem } from '../../kit/refusal.ts';
import { type Address, easyPostTime, newId, type Parcel } from '../easypost-types.ts';

const MAX_WEIGHT_OZ = 2400; // 150 lb: the heaviest parcel that the carriers take
const MAX_SIDE_INCHES = 165;
const STATE_AND_ZIP_REQUIRED = new Set(['US', 'CN', 'CA', 'AU']);

/** Checks one address of a shipment; what is wrong with it is added to `problems`. */
export function readAddress(
  value: unknown,
  field: string,
  now: number,
  problems: Problem[],
): Address | undefined {
  if (!isInput(value)) {
    problems.push({ field, message: 'is required: give the whole address as an object' });
    return undefined;
  }
  if (value['id'] !== undefined && value['street1'] === undefined) {
    const message = 'stored addresses are not supported by the simulator: give the whole address';
    problems.push({ field, message });
    return undefined;
  }
  const fields = new FieldReader(value, `${field}.`);
  const required = (name: string): string => {
    const text = fields.text(name);
    if (text === null) fields.problem(name, 'is required');
    return text ?? '';
  };
  const at = easyPostTime(now);
  const country = required('country').toUpperCase();
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) {
    fields.problem('country', 'must be a two-letter ISO 3166-1 code, e.g. CN');
  }
  const [state, zip] = [fields.text('state'), fields.text('zip')];
  for (const [name, value] of Object.entries({ state, zip })) {
    const missing = value === null && STATE_AND_ZIP_REQUIRED.has(country);
    if (missing) fields.problem(name, `is required in ${country}`);
  }
  const name = fields.text('name');
  const company = fields.text('company');
  if (name === null && company === null) fields.problem('name', 'a name or a company is required');
  const address: Address = {
    id: newId('adr'),
    object: 'Address',
    mode: 'test',
    created_at: at,
    updated_at: at,
    name,
    company,
    street1: required('street1'),
    street2: fields.text('street2'),
    city: required('city'),
    state,
    zip,
    country,
    phone: fields.text('phone'),
    email: fields.text('email'),
    residential: fields.boolean('residential'),
    carrier_facility: null,
    federal_tax_id: null,
    state_tax_id: null,
    verifications: {},
  };
  problems.push(...fields.problems);
  return address;
}

/** Checks the parcel of a shipment: weight in ounces, sides in inches. Problems are added to `problems`. */
export function readParcel(value: unknown, now: number, problems: Problem[]): Parcel | undefined {
  if (!isInput(value)) {
    const message = 'is required: {weight} in ounces, and length, width, height in inches';
    problems.push({ field: 'parcel', message });
    return undefined;
  }
  const fields = new FieldReader(value, 'parcel.');
  const side = (name: string): number | null => fields.number(name, { min: 0.1, max: MAX_SIDE_INCHES });
  const weight = fields.number('weight', { min: 0.1, max: MAX_WEIGHT_OZ });
  if (weight === null && fields.problems.length === 0) fields.problem('weight', 'is required, in ounces');
  const at = easyPostTime(now);
  const parcel: Parcel = {
    id: newId('prcl'),
    object: 'Parcel',
    mode: 'test',
    created_at: at,
    updated_at: at,
    length: side('length'),
    width: side('width'),
    height: side('height'),
    predefined_package: fields.text('predefined_package'),
    weight: weight ?? 0,
  };
  problems.push(...fields.problems);
  return parcel;
}
