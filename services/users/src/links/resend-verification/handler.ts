import { apiHandler, lazy } from '@cartless/lambda';
import { requestLetter } from '../../mails/request-letter.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => requestLetter(ports(), 'verify-email', ({ status }) => status === 'pending'));

export const handler = apiHandler(route, ({ body }) => useCase()(body.email.compared));
