import type { Money } from '@cartless/domain';
import * as z from 'zod/mini';
import type { CarrierClient, Booked, Bought } from '../carrier.ts';
import { CarrierUnavailable, foundWrong } from '../errors.ts';
import { accepted, easypostApi, type EasypostSettings } from './easypost-api.ts';
import { type Rate, Shipment, Tracker } from './easypost-shapes.ts';
import { readTracker } from './read-tracker.ts';
import { toShipment } from './to-shipment.ts';

/** A label that was paid for does not wait longer for its other form. */
const PDF_MS = 2000;

/** EasyPost: one API that sells the labels of many carriers. Source: docs.easypost.com, API v2. */
export function easypostCarrier(settings: EasypostSettings): CarrierClient {
  const call = easypostApi(settings);
  const shipment = async (ref: string, signal: AbortSignal) =>
    accepted(await call(Shipment, { method: 'GET', path: `/shipments/${encodeURIComponent(ref)}` }, signal));
  /** The label as a PDF too, for printers that want one: made when it is asked for. A label without one is a label. */
  const asPdf = async (bought: Bought, ref: string, signal: AbortSignal): Promise<Bought> => {
    if (bought.label.pdfUrl !== undefined) return bought;
    const path = `/shipments/${encodeURIComponent(ref)}/label?file_format=PDF`;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(PDF_MS)]);
    const answer = await call(Shipment, { method: 'GET', path }, inTime).catch(() => undefined);
    const pdfUrl = answer?.ok && answer.value.postage_label?.label_pdf_url;
    return typeof pdfUrl === 'string' ? { ...bought, label: { ...bought.label, pdfUrl } } : bought;
  };
  return {
    async book(consignment, signal) {
      // Our own id is EasyPost's reference, under which a parcel can be found that an earlier try announced.
      const path = `/shipments/${encodeURIComponent(consignment.id)}`;
      const found = await call(Shipment, { method: 'GET', path }, signal);
      if (found.ok) return booked(found.value);
      if (found.refusal.status !== 404) return booked(accepted(found));
      const body = { shipment: toShipment(consignment) };
      return booked(accepted(await call(Shipment, { method: 'POST', path: '/shipments', body }, signal)));
    },

    booked: async ({ ref }, _, signal) => booked(await shipment(ref, signal)),

    async buy({ ref }, rateId, _, signal) {
      const path = `/shipments/${encodeURIComponent(ref)}/buy`;
      const answer = await call(Shipment, { method: 'POST', path, body: { rate: { id: rateId } } }, signal);
      const exists = !answer.ok && answer.refusal.code === 'SHIPMENT.POSTAGE.EXISTS';
      const bought = boughtOf(exists ? await shipment(ref, signal) : accepted(answer));
      if (bought === undefined)
        throw CarrierUnavailable({ details: { reason: foundWrong('a label without a tracker') } });
      return asPdf(bought, ref, signal);
    },

    async giveBack({ ref }, _, signal) {
      if (boughtOf(await shipment(ref, signal)) === undefined) return false;
      const path = `/shipments/${encodeURIComponent(ref)}/refund`;
      accepted(await call(Shipment, { method: 'POST', path }, signal));
      return true;
    },

    async track({ trackerRef }, signal) {
      const path = `/trackers/${encodeURIComponent(trackerRef)}`;
      return readTracker(accepted(await call(Tracker, { method: 'GET', path }, signal)));
    },

    async ping(signal) {
      accepted(await call(z.object({}), { method: 'GET', path: '/trackers?page_size=1' }, signal));
    },
  };
}

const booked = (value: Shipment): Booked => ({
  ref: value.id,
  bought: boughtOf(value),
  rates: value.rates.map((rate) => ({
    id: rate.id,
    carrier: rate.carrier,
    service: rate.service,
    price: priceOf(rate),
    days: rate.delivery_days ?? rate.est_delivery_days ?? null,
  })),
});

function boughtOf({ tracker, selected_rate: rate, postage_label: paper }: Shipment): Bought | undefined {
  if (!tracker || !rate || !paper) return undefined;
  const { label_url: url, label_pdf_url: pdfUrl } = paper;
  const { carrier, service } = rate;
  return {
    label: {
      carrier,
      service,
      trackingNumber: tracker.tracking_code,
      trackerRef: tracker.id,
      cost: priceOf(rate),
      ...(typeof url === 'string' && { url }),
      ...(typeof pdfUrl === 'string' && { pdfUrl }),
    },
    tracking: readTracker(tracker),
  };
}

const priceOf = ({ rate, currency }: Rate): Money => ({ amount: Math.round(Number(rate) * 100), currency });
