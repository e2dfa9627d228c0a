import { FieldReader, type Input, isInput } from '../../kit/fields.ts';
import { type Problem, Refusal } from '../../kit/refusal.ts';
import type { ShipmentRecord } from '../carrier-state.ts';
import { easyPostTime, newId, type Shipment } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { isGrounded, readHazmat } from './hazmat.ts';
import { quoteRates } from './rates.ts';
import { readCustoms } from './read-customs.ts';
import { readAddress, readParcel } from './read-shipment.ts';

const REFUSED = 'Unable to create shipment, one or more parameters were invalid.';

/** @throws Refusal 422 `SHIPMENT.INVALID_PARAMS` with every problem of addresses and parcel. */
export function createShipment(simulator: Simulator, input: Input): ShipmentRecord {
  const now = simulator.clock.now();
  const problems: Problem[] = [];
  const to = readAddress(input['to_address'], 'to_address', now, problems);
  const from = readAddress(input['from_address'], 'from_address', now, problems);
  const parcel = readParcel(input['parcel'], now, problems);
  const abroad = from !== undefined && to !== undefined && from.country !== to.country;
  const customs = readCustoms(input['customs_info'], abroad, problems);
  const fields = new FieldReader(input);
  const reference = fields.text('reference');
  const options = input['options'] ?? {};
  if (!isInput(options)) fields.problem('options', 'must be an object');
  else readHazmat(options['hazmat'], problems);
  problems.push(...fields.problems);
  if (problems.length > 0 || !to || !from || !parcel || !isInput(options))
    throw new Refusal(422, 'SHIPMENT.INVALID_PARAMS', REFUSED, problems);
  const id = newId('shp');
  const at = easyPostTime(now);
  const shipment: Shipment = {
    id,
    object: 'Shipment',
    mode: 'test',
    created_at: at,
    updated_at: at,
    is_return: input['is_return'] === true,
    reference,
    options,
    messages: [],
    to_address: to,
    from_address: from,
    parcel,
    customs_info: customs,
    rates: quoteRates({ shipmentId: id, from, to, parcel, grounded: isGrounded(options['hazmat']) }, now),
    selected_rate: null,
    tracking_code: null,
    refund_status: null,
  };
  const record: ShipmentRecord = { shipment, trackerId: null, label: null };
  simulator.state.shipments.push(record);
  return record;
}

/**
 * Finds a shipment by its id or, as EasyPost allows, by its reference; of several with one reference, the newest.
 *
 * @throws Refusal 404
 */
export function findShipment(simulator: Simulator, idOrReference: string): ShipmentRecord {
  const { shipments } = simulator.state;
  const found =
    shipments.find(({ shipment }) => shipment.id === idOrReference) ??
    shipments.findLast(({ shipment }) => shipment.reference === idOrReference);
  if (found === undefined) throw new Refusal(404, 'NOT_FOUND', 'The requested resource could not be found.');
  return found;
}
