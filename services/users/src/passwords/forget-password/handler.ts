import { apiHandler, lazy } from '@cartless/lambda';
import { requestLetter } from '../../mails/request-letter.ts';
import { ports } from '../../service.ts';
import { limited } from '../../throttling/allow.ts';
import { LETTER_CLIENT_LIMITS } from '../../throttling/limits.ts';
import { route } from './route.ts';

const useCase = lazy(() => {
  const request = requestLetter(ports(), 'password-reset', ({ status }) => status !== 'suspended');
  return limited(ports(), LETTER_CLIENT_LIMITS, request);
});

export const handler = apiHandler(route, ({ body }, { sourceIp }) =>
  useCase()(sourceIp, body.email.compared),
);
