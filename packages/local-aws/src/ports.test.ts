import { describe, expect, it } from '@jest/globals';
import { portVariable, readPorts } from './ports.ts';

describe('ports', () => {
  it('are the documented ones when nothing is set', () => {
    expect(readPorts({})).toMatchObject({
      gateway: 4000,
      orders: 4002,
      dynamodb: 4011,
      'orders-lambda': 4022,
    });
  });

  it('all move with the base', () => {
    expect(readPorts({ CARTLESS_PORT_BASE: '5000' })).toMatchObject({ gateway: 5000, mailbox: 5013 });
  });

  it('move one by one', () => {
    const ports = readPorts({ CARTLESS_PORT_BASE: '5000', [portVariable('orders')]: '7002' });
    expect(ports).toMatchObject({ gateway: 5000, orders: 7002 });
  });

  it.each(['', 'abc', '0', '70000', '4.5'])('refuse %p and name the variable', (value) => {
    expect(() => readPorts({ CARTLESS_PORT_ORDERS: value })).toThrow(/CARTLESS_PORT_ORDERS/);
  });
});
