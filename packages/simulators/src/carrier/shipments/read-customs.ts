import { FieldReader, isInput } from '../../kit/fields.ts';
import type { Problem } from '../../kit/refusal.ts';
import type { CustomsInfo, CustomsItem } from '../easypost-types.ts';

const FIELD = 'customs_info';
const CONTENTS = [
  'documents',
  'gift',
  'merchandise',
  'returned_goods',
  'sample',
  'dangerous_goods',
  'humanitarian_donation',
  'other',
] as const;
const MOST = 1_000_000;

/** Checks what a parcel to another country tells customs; without it no carrier takes such a parcel. */
export function readCustoms(value: unknown, abroad: boolean, problems: Problem[]): CustomsInfo | null {
  if (value === undefined || value === null) {
    if (abroad) problems.push({ field: FIELD, message: 'is required for a parcel to another country' });
    return null;
  }
  if (!isInput(value)) {
    problems.push({ field: FIELD, message: 'must be an object' });
    return null;
  }
  const fields = new FieldReader(value, `${FIELD}.`);
  const contents = fields.oneOf('contents_type', CONTENTS);
  if (contents === null && fields.problems.length === 0) fields.problem('contents_type', 'is required');
  const certified = fields.boolean('customs_certify') === true;
  const signer = fields.text('customs_signer');
  if (certified && signer === null)
    fields.problem('customs_signer', 'is required when customs_certify is true');
  if (fields.text('eel_pfc') === null) fields.problem('eel_pfc', 'is required: "NOEEI 30.37(a)" below $2500');
  const given = value['customs_items'];
  if (!Array.isArray(given) || given.length === 0) fields.problem('customs_items', 'names at least one item');
  problems.push(...fields.problems);
  const items = Array.isArray(given) ? given.map((item, i) => readItem(item, i, problems)) : [];
  return {
    object: 'CustomsInfo',
    contents_type: contents ?? 'other',
    eel_pfc: fields.text('eel_pfc'),
    customs_certify: certified,
    customs_signer: signer,
    customs_items: items,
  };
}

function readItem(value: unknown, index: number, problems: Problem[]): CustomsItem {
  const fields = new FieldReader(isInput(value) ? value : {}, `${FIELD}.customs_items[${index}].`);
  const required = (name: string): string => {
    const text = fields.text(name);
    if (text === null) fields.problem(name, 'is required');
    return text ?? '';
  };
  const positive = (name: string): number => {
    const number = fields.number(name, { min: Number.MIN_VALUE, max: MOST });
    if (number === null && !fields.problems.some(({ field }) => field.endsWith(name)))
      fields.problem(name, 'is required, greater than zero');
    return number ?? 0;
  };
  const item: CustomsItem = {
    object: 'CustomsItem',
    description: required('description'),
    quantity: positive('quantity'),
    value: positive('value'),
    weight: positive('weight'),
    currency: fields.text('currency') ?? 'USD',
    hs_tariff_number: required('hs_tariff_number'),
    origin_country: required('origin_country'),
    code: fields.text('code'),
  };
  if (item.hs_tariff_number !== '' && !/^\d{6,10}$/.test(item.hs_tariff_number.replaceAll('.', '')))
    fields.problem('hs_tariff_number', 'must have 6 to 10 digits');
  if (item.origin_country !== '' && !/^[A-Z]{2}$/.test(item.origin_country))
    fields.problem('origin_country', 'must be a two-letter ISO 3166-1 code, e.g. CN');
  problems.push(...fields.problems);
  return item;
}
