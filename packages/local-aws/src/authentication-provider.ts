import { authorizeRequest, type Decision } from './authentication/authorize-request.ts';
import { issuerKeys } from './authentication/issuer-keys.ts';
import { headerValues, withHeader } from './authentication/raw-headers.ts';
import { readTokenSettings } from './authentication/token-settings.ts';
import type { TokenRules } from './authentication/access-token.ts';

/** What serverless-offline tells of a route; a route without an authorizer is public. */
interface Endpoint {
  readonly authorizer?: string | { readonly scopes?: readonly string[] } | null | undefined;
}

/** The parts of hapi's request and response toolkit that are used here. */
interface Request {
  readonly raw: { readonly req: { rawHeaders: string[] } };
  readonly headers: Record<string, unknown>;
}

interface Response {
  code(status: number): Response;
  header(name: string, value: string): Response;
  takeover(): Response;
}

interface Toolkit {
  authenticated(data: { credentials: object }): unknown;
  response(body: object): Response;
}

interface Strategy {
  readonly name: string;
  readonly scheme: string;
  readonly getAuthenticateFunction: () => { authenticate(request: Request, h: Toolkit): Promise<unknown> };
}

/**
 * serverless-offline reads `requestContext.authorizer` from this header. Otherwise it decodes whatever token a request
 * has, checked or not, on public routes too.
 */
const AUTHORIZER_HEADER = 'sls-offline-authorizer-override';

let sharedRules: TokenRules | undefined;

/** All routes of a service share the issuer's keys. */
function tokenRules(): TokenRules {
  if (sharedRules === undefined) {
    const settings = readTokenSettings(process.env);
    const log = (line: string): boolean => process.stderr.write(`${line}\n`);
    sharedRules = { ...settings, keys: issuerKeys({ ...settings, log }) };
  }
  return sharedRules;
}

/**
 * Gives serverless-offline the check that API Gateway's JWT authorizer makes, for one route. serverless-offline asks
 * for every route, public ones too, and requires the module, so that this function is what `require` returns.
 *
 * @throws Error when the settings of the authorizer are missing (see `readTokenSettings`).
 */
function authenticationProvider(
  endpoint: Endpoint,
  functionKey: string,
  method: string,
  path: string,
): Strategy {
  const name = `${functionKey} ${method} ${path}`;
  const authenticate = endpoint.authorizer ? checkToken(endpoint.authorizer) : admit;
  return { name, scheme: name, getAuthenticateFunction: () => ({ authenticate }) };
}

async function admit(request: Request, h: Toolkit): Promise<unknown> {
  setAuthorizer(request, {});
  return h.authenticated({ credentials: {} });
}

function checkToken(authorizer: NonNullable<Endpoint['authorizer']>) {
  const scopes = typeof authorizer === 'string' ? [] : (authorizer.scopes ?? []);
  const rules = tokenRules();
  return async (request: Request, h: Toolkit): Promise<unknown> => {
    const decision = await authorizeRequest(
      headerValues(request.raw.req.rawHeaders, 'authorization'),
      scopes,
      rules,
    );
    if (decision.status !== 200) return refuse(decision, h);
    setAuthorizer(request, decision.authorizer);
    return h.authenticated({ credentials: {} });
  };
}

/** Sets what the function will see, and drops what the client may have sent under the same name. */
function setAuthorizer(request: Request, authorizer: object): void {
  const { req } = request.raw;
  delete request.headers[AUTHORIZER_HEADER];
  req.rawHeaders = withHeader(req.rawHeaders, AUTHORIZER_HEADER, JSON.stringify(authorizer));
}

function refuse({ status, message, challenge }: Exclude<Decision, { status: 200 }>, h: Toolkit): Response {
  const response = h.response({ message }).code(status);
  return (challenge === undefined ? response : response.header('www-authenticate', challenge)).takeover();
}

export { authenticationProvider, authenticationProvider as 'module.exports' };
