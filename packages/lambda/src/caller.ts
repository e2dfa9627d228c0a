import { type UserId } from '@cartless/domain';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Forbidden, Unauthorised } from './boundary-errors.ts';
import type { Access } from './route.ts';

/** Who makes the call, as the verified access token says. */
export type Caller = Readonly<{
  userId: UserId;
  username: string;
  scopes: readonly string[];
  isAdmin: boolean;
  /** The session that the token belongs to. */
  sessionId?: string;
}>;

/** What an access token of the users service carries, as API Gateway hands it on: every claim is a string. */
const Claims = z.object({
  sub: z.string().check(z.minLength(1)),
  scope: z.string(),
  username: z.string(),
  sid: z.optional(z.string()),
});
const Authorised = z.object({ authorizer: z.object({ jwt: z.object({ claims: Claims }) }) });

/**
 * Reads the caller from what the JWT authorizer verified, and checks the route's access once more, so that a route
 * whose authorizer was forgotten in serverless.yml refuses everybody instead of admitting them.
 *
 * @throws AppError UNAUTHORISED without verified claims, FORBIDDEN without the scope
 */
export function readCaller(event: APIGatewayProxyEventV2, access: Exclude<Access, 'public'>): Caller {
  const verified = z.safeParse(Authorised, event.requestContext);
  if (!verified.success) throw Unauthorised();
  const { claims } = verified.data.authorizer.jwt;
  const scopes = claims.scope.split(' ').filter((scope) => scope !== '');
  if (!scopes.includes(access)) throw Forbidden();
  return {
    userId: claims.sub as UserId,
    username: claims.username,
    scopes,
    isAdmin: scopes.includes('admin'),
    ...(claims.sid !== undefined && { sessionId: claims.sid }),
  };
}
