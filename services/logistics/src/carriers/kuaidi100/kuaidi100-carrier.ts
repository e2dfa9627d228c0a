import type { Address } from '@cartless/domain';
import * as z from 'zod/mini';
import type { Booking, Label } from '../../shipments/shipment.ts';
import { unavailable } from '../call-carrier.ts';
import type { CarrierClient, Consignment } from '../carrier.ts';
import { LabelUncertain } from '../errors.ts';
import { kuaidi100Api, type Kuaidi100Access } from './kuaidi100-api.ts';
import { ratesFor, serviceOf } from './kuaidi100-rates.ts';
import type { Kuaidi100Setting } from './kuaidi100-settings.ts';
import { LabelMade } from './kuaidi100-shapes.ts';
import { readTrack } from './read-track.ts';
import type { Secret } from '@cartless/lambda/secret';

export type Kuaidi100Settings = Omit<Kuaidi100Access, 'customer'> &
  Readonly<{
    setting: Kuaidi100Setting;
    /** Where news are pushed to, and what signs them. */
    callbackUrl: string;
    salt: Secret;
  }>;

/** For so long the same order gets the same label, by Kuaidi100's word 48 hours; one hour is left for clocks that differ. */
const SAME_LABEL_MS = 47 * 3_600_000;
/** Names the states of scans, and gives their codes. */
const RESULT_V2 = '4';

/**
 * Kuaidi100 (快递100): the couriers of China through one API. A label is made in one call under our own id, so nothing is announced
 * before; prices are the shop's own; news come only of parcels that were subscribed to. Source: api.kuaidi100.com/document.
 */
export function kuaidi100Carrier({
  setting,
  callbackUrl,
  salt,
  ...access
}: Kuaidi100Settings): CarrierClient {
  const api = kuaidi100Api({ ...access, customer: setting.customer });
  return {
    async book(consignment) {
      return { ref: consignment.id, rates: ratesFor(setting, consignment), bought: undefined };
    },

    /** Whether there is a label cannot be asked, but asked for once more it is the same one. No other is offered then. */
    async booked({ ref, rateId }, consignment) {
      const rates = ratesFor(setting, consignment).filter(({ id }) => rateId === undefined || id === rateId);
      return { ref, rates, bought: undefined };
    },

    async buy(booking, rateId, consignment, signal) {
      refuseLate(booking, access.now());
      const service = serviceOf(setting, rateId);
      const rate = ratesFor(setting, consignment).find(({ id }) => id === rateId);
      if (service === undefined || rate === undefined) return unavailable(`${rateId} is offered no more`);
      const order = orderOf(booking.ref, service, consignment);
      const made = z.safeParse(LabelMade, await api.label('order', order, signal));
      if (!made.success) return unavailable('a label without a number', made.error);
      const { kuaidinum: number, label: url, kdComOrderNum: courierOrder } = made.data;
      const parts = [service.com, number, phoneOf(consignment.origin), courierOrder ?? ''];
      return {
        label: {
          carrier: service.carrier,
          service: service.service,
          trackingNumber: number,
          trackerRef: parts.join('/'),
          cost: rate.price,
          ...(typeof url === 'string' && url !== '' && { url }),
        },
        tracking: readTrack({ nu: number, com: service.com, state: null, arrivalTime: null, data: [] }),
      };
    },

    async giveBack({ ref }, label, signal) {
      if (label === undefined) throw uncertain(ref);
      const { com, number, courierOrder } = trackerOf(label);
      const service = setting.services.find((one) => one.com === com);
      await api.label(
        'cancel',
        {
          partnerId: service?.account ?? '',
          kuaidicom: com,
          kuaidinum: number,
          ...(courierOrder && { orderId: courierOrder }),
          reason: '订单取消',
        },
        signal,
      );
      return true;
    },

    async track(label, signal) {
      const { com, number, phone } = trackerOf(label);
      const found = await api.track({ com, num: number, phone, resultv2: RESULT_V2, order: 'desc' }, signal);
      return readTrack(found ?? { nu: number, com, state: null, arrivalTime: null, data: [] });
    },

    async follow(label, signal) {
      const { com, number, phone } = trackerOf(label);
      const [theSalt] = await salt.values();
      const parameters = { callbackurl: callbackUrl, salt: theSalt, resultv2: RESULT_V2, phone };
      await api.subscribe({ company: com, number, parameters }, signal);
    },

    /** A question about a number that nobody has: it is answered that nothing is known. */
    async ping(signal) {
      await api.track({ com: setting.services[0]?.com, num: '000000', resultv2: RESULT_V2 }, signal);
    },
  };
}

/** @throws AppError LABEL_UNCERTAIN when asking once more could make a second label: a person has to look */
function refuseLate({ ref, at }: Booking, now: number): void {
  if (at !== undefined && now - Date.parse(at) >= SAME_LABEL_MS) throw uncertain(ref);
}

const uncertain = (order: string) => LabelUncertain({ details: { carrier: 'Kuaidi100', order } });

const orderOf = (
  orderId: string,
  { com, service, account, template }: Kuaidi100Setting['services'][number],
  { address, origin, weightGrams }: Consignment,
) => ({
  orderId,
  // The same order gets the label that was made first.
  reorder: false,
  printType: 'IMAGE',
  tempId: template,
  partnerId: account,
  kuaidicom: com,
  expType: service,
  payType: 'MONTHLY',
  recMan: personOf(address),
  sendMan: personOf(origin),
  cargo: '商品',
  count: 1,
  weight: Math.max(0.1, Math.round(weightGrams / 100) / 10),
});

function personOf(address: Address) {
  const phone = phoneOf(address);
  const { region, city, district, line1, line2, recipient: name } = address;
  const parts = [region, ...(city === region ? [] : [city]), district, line1, line2];
  return {
    name,
    ...(/^1\d{10}$/.test(phone) ? { mobile: phone } : { tel: phone }),
    printAddr: parts.filter((part) => part !== undefined).join(''),
  };
}

/** As China dials: a mobile number as it is, any other with the 0 before its area. */
function phoneOf({ phone }: Address): string {
  const [, national] = /^\+86(\d+)$/.exec(phone) ?? [];
  if (national === undefined) return phone;
  return /^1\d{10}$/.test(national) ? national : `0${national}`;
}

/** Courier, number, the sender's phone (which some couriers want to hear), and the courier's own order. */
function trackerOf({ trackerRef }: Label) {
  const [com = '', number = '', phone = '', courierOrder = ''] = trackerRef.split('/');
  return { com, number, phone, courierOrder };
}
