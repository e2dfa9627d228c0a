import { expect, test } from '@jest/globals';
import { markedEnd, markedLine, readMarkedLine } from './marked-line.ts';

test.each(['', '{"level":"INFO"}', 'orders says: no', '\ta\u0002b'])(
  'the line %j is known as that of its service',
  (line) => {
    expect(readMarkedLine(markedLine('orders', line))).toEqual({ service: 'orders', line, ends: false });
  },
);

test('the end of a service is no line of it', () => {
  expect(readMarkedLine(markedEnd('users'))).toEqual({ service: 'users', line: '', ends: true });
});

test('a line of the process itself stays as it is', () => {
  expect(readMarkedLine('orders: none')).toEqual({ service: undefined, line: 'orders: none', ends: false });
});
