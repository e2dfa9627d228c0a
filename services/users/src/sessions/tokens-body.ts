import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';

/** What a client gets to keep after log-in and renewal. */
export const TokensBody = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int(),
  refreshToken: z.string(),
  userId: UserId,
});

/** What a device gets to keep besides, after log-in. */
export const LoggedInBody = z.extend(TokensBody, { deviceToken: z.string() });
