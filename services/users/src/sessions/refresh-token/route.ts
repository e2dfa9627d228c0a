import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RefreshTokenInvalid } from '../errors.ts';
import { SigningUnavailable } from '../../issuer/errors.ts';
import { Token } from '../../accounts/fields.ts';
import { TokensBody } from '../tokens-body.ts';

export const route = defineRoute({
  id: 'refreshToken',
  method: 'POST',
  path: '/token/refresh',
  access: 'public',
  summary: 'Exchanges a refresh token for the next one and a new access token',
  description:
    'Each refresh token is exchanged once. The same one again within 10 seconds gets the same next one (two tabs, a lost answer); later it ends the session. A session ends 30 days after log-in, or after 14 days without use.',
  body: z.strictObject({ refreshToken: Token }),
  success: { status: 200, description: 'New tokens; forget the old ones', body: TokensBody },
  errors: [RefreshTokenInvalid, SigningUnavailable, Busy],
});
