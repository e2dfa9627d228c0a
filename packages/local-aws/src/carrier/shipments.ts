import { CarrierError, fieldError, type FieldError } from './carrier-error.ts';
import type { Rate, Shipment } from './easypost-types.ts';
import { isInput, readFields, refuseProblems, type Input } from './input-fields.ts';
import { newId } from './new-id.ts';
import { placeOf, planJourney } from './plan-journey.ts';
import { quoteRates } from './rates.ts';
import { readAddress } from './read-address.ts';
import { readParcel } from './read-parcel.ts';
import { recordEvent } from './record-event.ts';
import { easyPostTime } from './simulator-clock.ts';
import type { Simulator } from './simulator.ts';
import type { ShipmentRecord } from './simulator-state.ts';
import { newTrackingCode } from './tracking-code.ts';
import { addDetail, newTracker } from './trackers.ts';

const DAY_MS = 86_400_000;
const REFUSED = 'Unable to create shipment, one or more parameters were invalid.';

/** @throws CarrierError 422 `SHIPMENT.INVALID_PARAMS` with every problem of addresses and parcel. */
export function createShipment(simulator: Simulator, input: Input): ShipmentRecord {
  const now = simulator.clock.now();
  const problems: FieldError[] = [];
  const to = readAddress(input['to_address'], 'to_address', now, problems);
  const from = readAddress(input['from_address'], 'from_address', now, problems);
  const parcel = readParcel(input['parcel'], now, problems);
  const fields = readFields(input);
  const reference = fields.text('reference');
  const options = input['options'] ?? {};
  if (!isInput(options)) problems.push(fieldError('options', 'must be an object'));
  refuseProblems([...problems, ...fields.problems], 'SHIPMENT.INVALID_PARAMS', REFUSED);
  if (!to || !from || !parcel || !isInput(options))
    throw new CarrierError(422, 'SHIPMENT.INVALID_PARAMS', REFUSED);
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
    rates: quoteRates(id, from, to, parcel, now),
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
 * @throws CarrierError 404
 */
export function findShipment(simulator: Simulator, idOrReference: string): ShipmentRecord {
  const { shipments } = simulator.state;
  const found =
    shipments.find(({ shipment }) => shipment.id === idOrReference) ??
    shipments.findLast(({ shipment }) => shipment.reference === idOrReference);
  if (found === undefined)
    throw new CarrierError(404, 'NOT_FOUND', 'The requested resource could not be found.');
  return found;
}

/** @throws CarrierError 422 when postage was bought before, or the rate is not one of this shipment's. */
export function buyShipment(simulator: Simulator, record: ShipmentRecord, input: Input): void {
  const { shipment } = record;
  if (record.trackerId !== null) {
    throw new CarrierError(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
  }
  const rateId = isInput(input['rate']) ? input['rate']['id'] : undefined;
  if (typeof rateId !== 'string') {
    const problem = fieldError('rate.id', 'is required: the id of one of the rates of the shipment');
    throw new CarrierError(422, 'SHIPMENT.MISSING_RATE', 'A rate is required to buy a shipment.', [problem]);
  }
  const rate = shipment.rates.find(({ id }) => id === rateId);
  if (rate === undefined) {
    const problem = fieldError('rate.id', `${rateId.slice(0, 60)} is not a rate of this shipment`);
    throw new CarrierError(422, 'SHIPMENT.POSTAGE.FAILURE', 'Unable to buy postage with this rate.', [
      problem,
    ]);
  }
  purchase(simulator, record, rate);
}

function purchase(simulator: Simulator, record: ShipmentRecord, rate: Rate): void {
  const { shipment } = record;
  const boughtAt = simulator.clock.now();
  const at = easyPostTime(boughtAt);
  const { from_address: from, to_address: to } = shipment;
  const deliveryDays = rate.delivery_days;
  const { carrier } = rate;
  const tracked = newTracker(simulator, { tracking_code: newTrackingCode(carrier), carrier });
  Object.assign(tracked.tracker, {
    shipment_id: shipment.id,
    weight: shipment.parcel.weight,
    est_delivery_date: easyPostTime(boughtAt + deliveryDays * DAY_MS),
    carrier_detail: {
      object: 'CarrierDetail',
      service: rate.service,
      container_type: null,
      est_delivery_date_local: null,
      est_delivery_time_local: null,
      origin_location: `${from.city}, ${from.country}`,
      origin_tracking_location: placeOf(from),
      destination_location: `${to.city}, ${to.country}`,
      destination_tracking_location: placeOf(to),
      guaranteed_delivery_date: null,
      alternate_identifier: null,
      initial_delivery_attempt: null,
    },
  });
  tracked.plan = planJourney({
    from,
    to,
    carrier,
    deliveryDays,
    boughtAt,
    stepSeconds: simulator.stepSeconds,
  });
  addDetail(tracked, {
    status: 'pre_transit',
    statusDetail: 'label_created',
    message: 'Label created, waiting for the parcel',
    location: placeOf(from),
    at: boughtAt,
  });
  record.trackerId = tracked.tracker.id;
  record.label = { id: newId('pl'), createdAt: at };
  shipment.selected_rate = rate;
  shipment.tracking_code = tracked.tracker.tracking_code;
  shipment.updated_at = at;
  recordEvent(simulator, tracked, 'tracker.created', {});
  simulator.log(
    `label ${tracked.tracker.tracking_code} bought with ${carrier} ${rate.service} for ${shipment.reference ?? shipment.id}`,
  );
}
