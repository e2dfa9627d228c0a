import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiEvent, lambdaContext } from '@cartless/testing';
import { numbering } from '../src/ordering/ordering-service.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { ground, orders } from '../src/service.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';

/**
 * The service's own handlers behind plain HTTP, for the benches: `POST /orders` as API Gateway would call it (the
 * shopper is named by a header), `POST /pay/<orderId>` does what the workers do until an order is paid, and `GET /cpu`
 * says what the process used. Prints its port.
 */
const server = createServer((request, response) => {
  void answer(request).then(({ status, body }) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

const number = numbering(ground());

async function answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
  if (request.url === '/cpu') return { status: 200, body: JSON.stringify(process.cpuUsage()) };
  const paying = /^\/pay\/(\w+)$/.exec(request.url ?? '')?.[1];
  if (paying !== undefined) return pay(paying);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const event = apiEvent({
    method: 'POST',
    path: '/orders',
    body: Buffer.concat(chunks).toString('utf8'),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': String(request.headers['idempotency-key']),
    },
    caller: { userId: String(request.headers['x-shopper']) },
  });
  const { statusCode = 500, body = '' } = await placeOrder(event, lambdaContext());
  return { status: statusCode, body };
}

async function pay(orderId: string): Promise<{ status: number; body: string }> {
  await number(orderId);
  const { total } = await orders().read(orderId);
  await recordPayment(orders())({
    orderId,
    intent: `pi_${orderId}`,
    amount: total,
    currency: 'CNY',
    at: Date.now(),
  });
  return { status: 200, body: JSON.stringify({ status: (await orders().read(orderId)).status }) };
}
