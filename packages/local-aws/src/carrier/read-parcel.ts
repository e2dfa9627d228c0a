import { fieldError, type FieldError } from './carrier-error.ts';
import type { Parcel } from './easypost-types.ts';
import { isInput, readFields } from './input-fields.ts';
import { newId } from './new-id.ts';
import { easyPostTime } from './simulator-clock.ts';

const MAX_WEIGHT_OZ = 2400; // 150 lb: the heaviest parcel that the carriers take
const MAX_SIDE_INCHES = 165;

/** Checks the parcel of a shipment: weight in ounces, sides in inches. Problems are added to `problems`. */
export function readParcel(value: unknown, now: number, problems: FieldError[]): Parcel | undefined {
  if (!isInput(value)) {
    problems.push(
      fieldError('parcel', 'is required: {weight} in ounces, and length, width, height in inches'),
    );
    return undefined;
  }
  const fields = readFields(value, 'parcel.');
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
