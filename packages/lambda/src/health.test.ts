import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiEvent, lambdaContext } from '@cartless/testing';
import { healthHandler, healthRoute } from './health.ts';

describe('the health of a service', () => {
  beforeEach(() => {
    Object.assign(process.env, { SERVICE_VERSION: '1.2.3', STAGE: 'test' });
  });
  afterEach(() => {
    delete process.env['SERVICE_VERSION'];
    delete process.env['STAGE'];
  });

  it('says what is running', async () => {
    const event = apiEvent({ method: 'GET', path: healthRoute('orders').path });
    const { body = '' } = await healthHandler('orders')(event, lambdaContext());
    expect(JSON.parse(body)).toEqual({ service: 'orders', version: '1.2.3', stage: 'test' });
  });

  it('is 500 when the function does not know', async () => {
    delete process.env['STAGE'];
    const event = apiEvent({ method: 'GET', path: '/orders/health' });
    expect(await healthHandler('orders')(event, lambdaContext())).toMatchObject({ statusCode: 500 });
  });
});
