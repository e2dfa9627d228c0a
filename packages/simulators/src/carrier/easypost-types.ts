import { HEXADECIMAL, idMaker } from '../kit/ids.ts';

/** The parts of EasyPost's v2 objects that the simulator keeps and shows. Source: docs.easypost.com. */

/** An id as EasyPost makes them: 32 hexadecimal digits. */
export const newId = idMaker(HEXADECIMAL, 32);

/** A time as EasyPost writes it: UTC, whole seconds. */
export const easyPostTime = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

export const TRACKER_STATUSES = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
] as const;
export type TrackerStatus = (typeof TRACKER_STATUSES)[number];

export interface Address {
  id: string;
  object: 'Address';
  mode: 'test';
  created_at: string;
  updated_at: string;
  name: string | null;
  company: string | null;
  street1: string;
  street2: string | null;
  city: string;
  state: string | null;
  zip: string | null;
  country: string;
  phone: string | null;
  email: string | null;
  residential: boolean | null;
  carrier_facility: string | null;
  federal_tax_id: string | null;
  state_tax_id: string | null;
  verifications: Record<string, never>;
}

export interface Parcel {
  id: string;
  object: 'Parcel';
  mode: 'test';
  created_at: string;
  updated_at: string;
  length: number | null;
  width: number | null;
  height: number | null;
  predefined_package: string | null;
  /** In ounces. */
  weight: number;
}

export interface Rate {
  id: string;
  object: 'Rate';
  mode: 'test';
  created_at: string;
  updated_at: string;
  shipment_id: string;
  carrier: string;
  carrier_account_id: string;
  service: string;
  /** A decimal amount as text, e.g. `7.47`. */
  rate: string;
  currency: 'USD';
  retail_rate: string;
  retail_currency: 'USD';
  list_rate: string;
  list_currency: 'USD';
  billing_type: 'easypost';
  delivery_days: number;
  delivery_date: string | null;
  delivery_date_guaranteed: boolean;
  est_delivery_days: number;
}

export interface TrackingLocation {
  object: 'TrackingLocation';
  city: string | null;
  state: string | null;
  country: string | null;
  zip: string | null;
}

export interface TrackingDetail {
  object: 'TrackingDetail';
  message: string;
  description: string;
  status: TrackerStatus;
  status_detail: string;
  datetime: string;
  source: string;
  carrier_code: string;
  tracking_location: TrackingLocation;
}

export interface Tracker {
  id: string;
  object: 'Tracker';
  mode: 'test';
  tracking_code: string;
  status: TrackerStatus;
  status_detail: string;
  created_at: string;
  updated_at: string;
  signed_by: string | null;
  weight: number | null;
  est_delivery_date: string | null;
  shipment_id: string | null;
  carrier: string;
  tracking_details: TrackingDetail[];
  fees: Record<string, unknown>[];
  carrier_detail: Record<string, unknown> | null;
}

export interface CustomsItem {
  object: 'CustomsItem';
  description: string;
  quantity: number;
  value: number;
  /** In ounces. */
  weight: number;
  currency: string;
  hs_tariff_number: string;
  origin_country: string;
  code: string | null;
}

export interface CustomsInfo {
  object: 'CustomsInfo';
  contents_type: string;
  eel_pfc: string | null;
  customs_certify: boolean;
  customs_signer: string | null;
  customs_items: CustomsItem[];
}

export interface Shipment {
  id: string;
  object: 'Shipment';
  mode: 'test';
  created_at: string;
  updated_at: string;
  is_return: boolean;
  reference: string | null;
  options: Record<string, unknown>;
  messages: unknown[];
  to_address: Address;
  from_address: Address;
  parcel: Parcel;
  /** Not there in a state that an earlier release saved. */
  customs_info?: CustomsInfo | null;
  rates: Rate[];
  selected_rate: Rate | null;
  tracking_code: string | null;
  refund_status: 'submitted' | null;
}
