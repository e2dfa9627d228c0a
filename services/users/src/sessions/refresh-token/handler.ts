import { apiHandler, lazy } from '@cartless/lambda';
import { refreshSession } from '../refresh-session.ts';
import { tokenConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { signer } from '../../issuer/issuer-service.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  refreshSession({ ...ports(), signer: signer(), issuer: tokenConfig().ISSUER_URL }),
);

export const handler = apiHandler(route, ({ body }) => useCase()(body.refreshToken));
