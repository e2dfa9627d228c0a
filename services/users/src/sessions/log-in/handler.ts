import { apiHandler, lazy } from '@cartless/lambda';
import { rehashPassword } from '../../passwords/rehash-password.ts';
import { logIn } from '../log-in.ts';
import { tokenConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { signer } from '../../issuer/issuer-service.ts';
import { route } from './route.ts';

const useCase = lazy(() =>
  logIn({
    ...ports(),
    signer: signer(),
    issuer: tokenConfig().ISSUER_URL,
    rehash: rehashPassword(ports()),
  }),
);

export const handler = apiHandler(route, ({ body, headers }, { sourceIp }) =>
  useCase()({ ...body, sourceIp, userAgent: headers['user-agent'] }),
);
