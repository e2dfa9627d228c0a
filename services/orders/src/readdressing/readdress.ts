import { isDeepStrictEqual } from 'node:util';
import type { Address } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { shippingFee, type ShippingRules } from '../ordering/shipping-fee.ts';
import { decideTax } from '../tax/order-tax.ts';
import type { TaxRules } from '../tax/tax-rules.ts';
import { AddressCannotChange, AddressChangesFee, AddressChangesTax } from './errors.ts';

/** What depends on where an order goes. */
export type PlaceRules = Readonly<{ shipping: ShippingRules; tax: TaxRules }>;

/**
 * The order goes to another address. Whether its parcel has left, only logistics knows: that is asked, and until it answers
 * the change is requested. Undefined when it goes there already.
 * @throws AppError ADDRESS_CANNOT_CHANGE, ADDRESS_CHANGES_FEE, ADDRESS_CHANGES_TAX
 */
export function readdress(
  order: Order,
  address: Address,
  rules: PlaceRules,
  { at }: Step,
): OrderChange | undefined {
  const { status } = order;
  if ((status !== 'placed' && status !== 'paid') || order.parcels.length > 0)
    throw AddressCannotChange({ details: { orderStatus: status } });
  if (isDeepStrictEqual(address, order.shippingAddress)) return undefined;
  // A promotion may have paid for sending it; what counts is whether it costs the shop's rules the same.
  const feeTo = (to: Address) => shippingFee(rules.shipping, order.total - order.shippingFee, to);
  const [fee, paid] = [feeTo(address), feeTo(order.shippingAddress)];
  if (fee !== paid) throw AddressChangesFee({ details: { fee, paid } });
  // What it says of tax was decided for the place that it was to go to.
  if (
    order.tax &&
    !isDeepStrictEqual(ratesAt(order, address, rules), ratesAt(order, order.shippingAddress, rules))
  )
    throw AddressChangesTax();
  const state = { ...order, shippingAddress: address };
  if (!mayHaveParcel(order)) return { state };
  const change = order.version + 1;
  return {
    state: { ...state, readdress: { change, status: 'requested' } },
    facts: [{ type: 'order-readdressed', at, change }],
  };
}

const ratesAt = (order: Order, place: Address, { tax }: PlaceRules): readonly number[] =>
  decideTax(tax, order, place).rates;

/** What is sent later is told of with the address of then. */
const mayHaveParcel = ({ status, paymentMethod, orderNumber }: Order): boolean =>
  status === 'paid' || (paymentMethod === 'cod' && orderNumber !== null);

/** Logistics sends it to the new address. Undefined when it answers another change than the last. */
export function readdressed(order: Order, change: number): OrderChange | undefined {
  if (order.readdress?.change !== change || order.readdress.status !== 'requested') return undefined;
  const { readdress: _, ...state } = order;
  return { state };
}

/** The parcel had left: the order goes where the parcel goes. Undefined when it answers another change than the last. */
export const readdressRefused = (order: Order, change: number, address: Address): OrderChange | undefined =>
  order.readdress?.change === change && order.readdress.status === 'requested'
    ? { state: { ...order, shippingAddress: address, readdress: { change, status: 'refused' } } }
    : undefined;
