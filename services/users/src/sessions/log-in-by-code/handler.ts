import { apiHandler, lazy } from '@cartless/lambda';
import { tokenConfig } from '../../config.ts';
import { signer } from '../../issuer/issuer-service.ts';
import { ports } from '../../service.ts';
import { logInByCode } from '../log-in-by-code.ts';
import { route } from './route.ts';

const useCase = lazy(() => logInByCode({ ...ports(), signer: signer(), issuer: tokenConfig().ISSUER_URL }));

export const handler = apiHandler(route, ({ body, headers }, { sourceIp }) =>
  useCase()({ ...body, sourceIp, userAgent: headers['user-agent'] }),
);
