import type { IncomingHttpHeaders } from 'node:http';
import { type Receiver, startReceiver } from '../kit/test-receiver.ts';
import type { Rate, Shipment, Tracker } from './easypost-types.ts';
import {
  startCarrierSimulator,
  type CarrierSimulator,
  type CarrierSimulatorOptions,
} from './start-carrier-simulator.ts';

export const API_KEY = 'EZTK-test';
export const SECRET = 'whsec-Å';

export const SHENZHEN = {
  name: 'Cartless warehouse',
  street1: '1 Keji Road',
  city: 'Shenzhen',
  state: 'Guangdong',
  zip: '518000',
  country: 'CN',
};
export const BEIJING = {
  name: '王小明',
  street1: '建国路 88 号',
  city: 'Beijing',
  state: 'Beijing',
  zip: '100022',
  country: 'CN',
  phone: '+8613800000000',
};

/** What a parcel to another country tells customs. */
export const CUSTOMS = {
  contents_type: 'merchandise',
  eel_pfc: 'NOEEI 30.37(a)',
  customs_certify: true,
  customs_signer: 'Cartless warehouse',
  customs_items: [
    {
      description: 'Earbuds',
      quantity: 2,
      value: 798,
      currency: 'CNY',
      weight: 12.69,
      hs_tariff_number: '8518.30',
      origin_country: 'CN',
    },
  ],
};

export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export interface ApiError {
  error: { code: string; message: string; errors: { field: string; message: string }[] };
}

export type ShipmentReply = Shipment & {
  status: string;
  tracker: Tracker | null;
  postage_label: { label_url: string; label_pdf_url: string | null } | null;
};

/** A simulator on a free port and the calls that tests make to it. */
export class CarrierBench {
  readonly simulator: CarrierSimulator;

  constructor(simulator: CarrierSimulator) {
    this.simulator = simulator;
  }

  static async start(options: Partial<CarrierSimulatorOptions> = {}): Promise<CarrierBench> {
    return new CarrierBench(
      await startCarrierSimulator({ port: 0, webhookSecret: SECRET, apiKey: API_KEY, ...options }),
    );
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    init: RequestInit = {},
  ): Promise<Reply<T>> {
    const response = await fetch(`${this.simulator.url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...init,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  }

  create(fields: Record<string, unknown> = {}): Promise<Reply<ShipmentReply>> {
    const shipment = { to_address: BEIJING, from_address: SHENZHEN, parcel: { weight: 16 }, ...fields };
    return this.call('POST', '/v2/shipments', { shipment });
  }

  /** Creates a shipment and buys its postage from SFExpress Standard, which takes two days. */
  async buy(fields: Record<string, unknown> = {}): Promise<ShipmentReply & { tracker: Tracker }> {
    const { body } = await this.create(fields);
    const rate = body.rates.find(
      ({ carrier, service }: Rate) => carrier === 'SFExpress' && service === 'Standard',
    );
    const bought = await this.call<ShipmentReply>('POST', `/v2/shipments/${body.id}/buy`, {
      rate: { id: rate?.id },
    });
    if (bought.body.tracker === null) throw new Error('the shipment that was bought has no tracker');
    return { ...bought.body, tracker: bought.body.tracker };
  }

  control<T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<Reply<T>> {
    return this.call('POST', `/_control/${path}`, body);
  }

  tracker(id: string): Promise<Reply<Tracker>> {
    return this.call('GET', `/v2/trackers/${id}`);
  }
}

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  raw: string;
  event: { id: string; description: string; result: Tracker; previous_attributes: Record<string, unknown> };
}

/** A webhook receiver that remembers all it was sent. */
export const startShopReceiver = (port = 0): Promise<Receiver<ReceivedWebhook>> =>
  startReceiver(
    '/carriers/webhook',
    (headers, raw) => ({ headers, raw, event: JSON.parse(raw) as ReceivedWebhook['event'] }),
    port,
  );
