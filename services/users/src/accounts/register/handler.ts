import { apiHandler, lazy, reply } from '@cartless/lambda';
import { registerUser } from '../register-user.ts';
import { shopConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { limited } from '../../throttling/allow.ts';
import { NAME_LIMITS, REGISTRATION_LIMITS } from '../../throttling/limits.ts';
import { route } from './route.ts';

const useCase = lazy(() => {
  const register = registerUser({ ...ports(), appName: shopConfig().APP_NAME });
  return limited(ports(), [...NAME_LIMITS, ...REGISTRATION_LIMITS], register);
});

export const handler = apiHandler(route, async ({ body, headers }, { locale, sourceIp }) => {
  const { userId, replayed } = await useCase()(sourceIp, {
    ...body,
    locale: body.locale ?? locale,
    idempotencyKey: headers['idempotency-key'],
  });
  return reply({ message: 'success' as const, userId }, replayed ? { 'idempotent-replayed': 'true' } : {});
});
