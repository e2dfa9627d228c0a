import { describe, expect, it } from '@jest/globals';
import { SHANGHAI } from '../../test/addresses.ts';
import { anOrder } from '../../test/an-order.ts';
import type { Order } from '../ordering/order.ts';
import { showOrder } from '../ordering/order-body.ts';
import { fromOrderItem, toOrderItem } from '../ordering/order-item.ts';
import { readdress, readdressed, readdressRefused } from './readdress.ts';

const STEP = { at: 50, by: 'shopper' } as const;
const SHIPPING = {
  default: { fee: 0, freeFrom: null },
  places: { 'CN/西藏': { fee: 2500, freeFrom: null } },
};
const TAX = { default: 1300, categories: {}, places: { 'CN/海南': { default: 0, categories: {} } } };
const ELSEWHERE = { ...SHANGHAI, line1: '南京西路 1 号' };
const FAR = { ...SHANGHAI, region: '西藏' };
const move = (order: Order, address = ELSEWHERE) =>
  readdress(order, address, { shipping: SHIPPING, tax: TAX }, STEP);

describe('an order that is to go elsewhere', () => {
  it('asks for that where a parcel may have been made, and names the change', () => {
    const order = anOrder('paid');
    const change = move(order);
    expect(change).toMatchObject({
      state: { shippingAddress: ELSEWHERE, readdress: { change: order.version + 1, status: 'requested' } },
      facts: [{ type: 'order-readdressed', change: order.version + 1 }],
    });
    const cash = anOrder('placed', { paymentMethod: 'cod', payBy: null });
    expect(move(cash)?.facts).toHaveLength(1);
  });

  it('just goes there while there can be no parcel', () => {
    for (const order of [
      anOrder('placed'),
      anOrder('placed', { paymentMethod: 'cod', payBy: null, orderNumber: null }),
    ]) {
      const change = move(order);
      expect(change?.state).toMatchObject({ shippingAddress: ELSEWHERE });
      expect(change?.state.readdress).toBeUndefined();
      expect(change?.facts).toBeUndefined();
    }
  });

  it('waits for no answer any more once it is cancelled', () => {
    const readdress = { change: 7, status: 'requested' } as const;
    expect(showOrder(anOrder('paid', { readdress }))).toMatchObject({ addressChange: 'requested' });
    expect(showOrder(anOrder('cancelled', { readdress }))).not.toHaveProperty('addressChange');
  });

  it('changes nothing when it goes there already', () => {
    expect(move(anOrder('paid'), SHANGHAI)).toBeUndefined();
  });

  it('is refused where sending costs something else, and what to do instead is said', () => {
    expect(() => move(anOrder('paid'), FAR)).toThrow('Cancel the order and place it again');
  });

  it('is refused where other taxes are included, unless it was placed before there were any', () => {
    const hainan = { ...SHANGHAI, region: '海南' };
    const taxed = anOrder('paid', { tax: { included: 1150, rates: [1300] } });
    expect(() => move(taxed, hainan)).toThrow('other taxes');
    expect(move(taxed)?.state).toMatchObject({ shippingAddress: ELSEWHERE });
    expect(move(anOrder('paid'), hainan)?.state).toMatchObject({ shippingAddress: hainan });
  });

  it.each(['shipped', 'delivered', 'completed', 'cancelled', 'undelivered'] as const)(
    'is refused once it is %s',
    (status) => {
      expect(() => move(anOrder(status))).toThrow('goes where it was to go');
    },
  );

  it('is settled by the answer to its last change, whichever answers come, and how often', () => {
    const first = move(anOrder('paid'))!.state;
    const n = first.readdress!.change;
    const done = readdressed(first, n)!.state;
    expect(done).toMatchObject({ shippingAddress: ELSEWHERE });
    expect(done.readdress).toBeUndefined();
    expect(readdressed(done, n)).toBeUndefined();
    const second = move({ ...first, version: first.version + 1 }, { ...ELSEWHERE, city: '苏州' })!.state;
    expect(readdressed(second, n)).toBeUndefined();
    expect(readdressRefused(second, n, SHANGHAI)).toBeUndefined();
    const refused = readdressRefused(second, second.readdress!.change, SHANGHAI)!.state;
    expect(refused).toMatchObject({ shippingAddress: SHANGHAI, readdress: { status: 'refused' } });
    expect(readdressRefused(refused, refused.readdress!.change, SHANGHAI)).toBeUndefined();
    expect(readdressed(refused, refused.readdress!.change)).toBeUndefined();
  });

  it('hears that its parcel had left also after the parcel did', () => {
    const asked = move(anOrder('paid'))!.state;
    const shipped = { ...asked, status: 'shipped' } as Order;
    expect(readdressRefused(shipped, asked.readdress!.change, SHANGHAI)?.state).toMatchObject({
      status: 'shipped',
      shippingAddress: SHANGHAI,
    });
  });

  it('remembers what it has asked for', () => {
    const { state } = move(anOrder('paid'))!;
    const item = { ...toOrderItem(state), pk: `O#${state.orderId}`, v: state.version };
    expect(fromOrderItem(item)).toEqual(state);
  });
});
