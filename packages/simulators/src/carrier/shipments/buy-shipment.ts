import { type Input, isInput } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { ShipmentRecord } from '../carrier-state.ts';
import { easyPostTime, newId, type Rate } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { placeOf, planJourney } from '../tracking/plan-journey.ts';
import { newTrackingCode } from '../tracking/tracking-code.ts';
import { addDetail, newTracker } from '../tracking/trackers.ts';
import { recordEvent } from '../webhooks/record-event.ts';

const DAY_MS = 86_400_000;

/** @throws Refusal 422 when postage was bought before, or the rate is not one of this shipment's. */
export function buyShipment(simulator: Simulator, record: ShipmentRecord, input: Input): void {
  const { shipment } = record;
  if (record.trackerId !== null) {
    throw new Refusal(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
  }
  const rateId = isInput(input['rate']) ? input['rate']['id'] : undefined;
  if (typeof rateId !== 'string') {
    const problem = { field: 'rate.id', message: 'is required: the id of one of the rates of the shipment' };
    throw new Refusal(422, 'SHIPMENT.MISSING_RATE', 'A rate is required to buy a shipment.', [problem]);
  }
  const rate = shipment.rates.find(({ id }) => id === rateId);
  if (rate === undefined) {
    const problem = { field: 'rate.id', message: `${rateId.slice(0, 60)} is not a rate of this shipment` };
    throw new Refusal(422, 'SHIPMENT.POSTAGE.FAILURE', 'Unable to buy postage with this rate.', [problem]);
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
  const tracked = newTracker(simulator, { tracking_code: newTrackingCode(carrier), carrier }, boughtAt);
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
