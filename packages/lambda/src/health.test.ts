import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiEvent, lambdaContext, setEnvironment } from '@cartless/testing';
import { healthHandler, healthRoute } from './health.ts';

describe('the health of a service', () => {
  let putBack: () => void;
  beforeEach(() => {
    putBack = setEnvironment({ SERVICE_VERSION: '1.2.3', STAGE: 'test' });
  });
  afterEach(() => putBack());

  it('says what is running', async () => {
    const event = apiEvent({ method: 'GET', path: healthRoute('orders').path });
    const { body = '' } = await healthHandler('orders')(event, lambdaContext());
    expect(JSON.parse(body)).toEqual({ service: 'orders', version: '1.2.3', stage: 'test' });
  });

  it('is 500 when the function does not know', async () => {
    setEnvironment({ STAGE: undefined });
    const event = apiEvent({ method: 'GET', path: '/orders/health' });
    expect(await healthHandler('orders')(event, lambdaContext())).toMatchObject({ statusCode: 500 });
  });
});
