import { fieldError, type FieldError } from './carrier-error.ts';
import type { Address } from './easypost-types.ts';
import { isInput, readFields } from './input-fields.ts';
import { newId } from './new-id.ts';
import { easyPostTime } from './simulator-clock.ts';

const STATE_REQUIRED = new Set(['US', 'CN', 'CA', 'AU']);

/** Checks one address of a shipment; what is wrong with it is added to `problems`. */
export function readAddress(
  value: unknown,
  field: string,
  now: number,
  problems: FieldError[],
): Address | undefined {
  if (!isInput(value)) {
    problems.push(fieldError(field, 'is required: give the whole address as an object'));
    return undefined;
  }
  if (value['id'] !== undefined && value['street1'] === undefined) {
    problems.push(
      fieldError(field, 'stored addresses are not supported by the simulator: give the whole address'),
    );
    return undefined;
  }
  const fields = readFields(value, `${field}.`);
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
  const state = fields.text('state');
  if (state === null && STATE_REQUIRED.has(country)) fields.problem('state', `is required in ${country}`);
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
    zip: required('zip'),
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
