import { FieldReader } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { ShipmentRecord } from '../carrier-state.ts';

/**
 * Makes the label in another format: of those that EasyPost knows, the simulator knows PDF.
 *
 * @throws Refusal 422 when there is no label
 */
export function convertLabel(record: ShipmentRecord, query: URLSearchParams): void {
  const fields = new FieldReader(Object.fromEntries(query));
  if (fields.oneOf('file_format', ['PDF']) === null && fields.problems.length === 0)
    fields.problem('file_format', 'is required: PDF');
  fields.refuseProblems('PARAMETERS.INVALID', 'The format of the label is invalid.');
  if (record.label === null)
    throw new Refusal(
      422,
      'SHIPMENT.POSTAGE.REQUIRED',
      'This shipment has no label that could be converted.',
    );
  record.label.pdf = true;
}
