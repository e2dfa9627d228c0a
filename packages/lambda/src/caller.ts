import { type Access, allows, spellOut, STAFF_SCOPE_NAMES, type UserId } from '@cartless/domain';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { Forbidden, Unauthorised } from './boundary-errors.ts';

/** Who makes the call, as the verified access token says. */
export type Caller = Readonly<{
  userId: UserId;
  username: string;
  /** All of them: an administrator's token has every area. */
  scopes: readonly string[];
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
  const claims = verifiedClaims(event);
  if (claims === undefined) throw Unauthorised();
  const scopes = scopesOf(claims);
  const wanted = typeof access === 'string' ? [access] : access;
  if (!allows(scopes, ...wanted)) throw Forbidden();
  return {
    userId: claims.sub as UserId,
    username: claims.username,
    scopes,
    ...(claims.sid !== undefined && { sessionId: claims.sid }),
  };
}

/** Who of the staff makes the call; the log says so of every one. */
export function staffMember(event: APIGatewayProxyEventV2): string | undefined {
  const claims = verifiedClaims(event);
  return claims && allows(scopesOf(claims), ...STAFF_SCOPE_NAMES) ? claims.sub : undefined;
}

const verifiedClaims = (event: APIGatewayProxyEventV2): z.infer<typeof Claims> | undefined =>
  z.safeParse(Authorised, event.requestContext).data?.authorizer.jwt.claims;

const scopesOf = ({ scope }: z.infer<typeof Claims>): readonly string[] =>
  spellOut(scope.split(' ').filter((one) => one !== ''));
