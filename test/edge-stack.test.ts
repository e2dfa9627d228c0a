import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SITE_POLICY } from '../packages/html/src/index.ts';
import { divideRoutes, ownedRoutes } from '../packages/local-aws/src/gateway/service-routes.ts';
import { namesTooLong } from './name-lengths.ts';
import { ofType, packageService, STAGE, type Template } from './packaged-service.ts';
import { unprotected } from './protection.ts';
import { leadsToRunbook } from './runbooks.ts';
import { ROOT, SERVICES, type Yaml } from './serverless-yaml.ts';

/** What CloudFront allows without being asked for more. */
const MOST_BEHAVIOURS = 25;
const MOST_CODE = 10 * 1024;

type Behaviour = Readonly<{ PathPattern: string; TargetOriginId: string; CachePolicyId: { Ref: string } }> &
  Yaml;
type Request = { method: string; uri: string; headers: Record<string, { value: string }> };

const routes = await ownedRoutes(ROOT);
const serviceOf = divideRoutes(routes);
let template: Template = { Resources: {} };
beforeAll(async () => {
  template = (await packageService('edge', { edge: 'yes' })).template;
});

const config = () =>
  ofType(template, 'AWS::CloudFront::Distribution')[0]?.[1]['DistributionConfig'] as Yaml &
    Readonly<{ CacheBehaviors: readonly Behaviour[]; Origins: readonly Yaml[] }>;
/** The first pattern that fits, as CloudFront looks for it. */
const behaviourOf = (path: string) =>
  config().CacheBehaviors.find(({ PathPattern }) => path.startsWith(PathPattern.slice(0, -1)));
const codeAtTheEdge = (): string =>
  String(ofType(template, 'AWS::CloudFront::Function')[0]?.[1]['FunctionCode']);
/** What the function at the edge makes of a request, and the origin that answers it. */
function through(method: string, uri: string): { origin: string; request: Request } {
  const chosen = { origin: behaviourOf(uri)?.TargetOriginId ?? 'site' };
  const cf = { selectRequestOriginById: (origin: string) => void (chosen.origin = origin) };
  const context = createContext({ cf });
  runInContext(codeAtTheEdge().replace("import cf from 'cloudfront';", ''), context);
  const { handler } = context as unknown as { handler: (event: object) => Request };
  const headers = { 'x-cartless-viewer': { value: 'whoever' } };
  return {
    request: handler({ request: { method, uri, headers }, viewer: { ip: '192.0.2.1' } }),
    ...chosen,
    origin: chosen.origin,
  };
}

describe('the edge', () => {
  it('has names that AWS takes, also on a stage with the longest name that there may be', () => {
    expect(namesTooLong(template, STAGE)).toEqual([]);
  });

  it('sends every call of every route to the service that answers it, as the local gateway does', () => {
    for (const { method, path, service } of routes) {
      const called = path.replaceAll(/\{\w+\}/g, 'x1');
      expect([method, path, through(method, called).origin]).toEqual([method, path, service]);
    }
  });

  it.each([
    ['GET', '/'],
    ['GET', '/account/orders/ord_1'],
    ['GET', '/productsandmore'],
    ['HEAD', '/meadow'],
    ['GET', '/admin'],
  ])('shows the page of the storefront for %s %s', (method, path) => {
    expect(serviceOf(path)).toBeUndefined();
    expect(through(method, path)).toMatchObject({ origin: 'site', request: { uri: '/index.html' } });
  });

  it('asks the site for its files by their names, and leaves an unknown call to the service whose it would be', () => {
    expect(through('GET', '/assets/app-1a2b.js')).toMatchObject({
      origin: 'site',
      request: { uri: '/assets/app-1a2b.js' },
    });
    expect(through('GET', '/orders/ord_1/nothing')).toMatchObject({
      origin: 'orders',
      request: { uri: '/orders/ord_1/nothing' },
    });
    expect(config()).not.toHaveProperty('CustomErrorResponses');
  });

  it('says who calls, whatever the caller says', () => {
    expect(through('GET', '/products').request.headers['x-cartless-viewer']).toEqual({ value: '192.0.2.1' });
  });

  it('has a pattern for what every route begins with, and fewer than CloudFront allows', () => {
    expect(routes.filter(({ path }) => behaviourOf(path) === undefined)).toEqual([]);
    expect(config().CacheBehaviors.length).toBeLessThan(MOST_BEHAVIOURS);
    expect(codeAtTheEdge().length).toBeLessThan(MOST_CODE);
  });

  it('keeps answers of the catalogue alone, and hands cookies to the session alone', () => {
    const with_ = (test: (behaviour: Behaviour) => boolean) =>
      config()
        .CacheBehaviors.filter(test)
        .map(({ PathPattern }) => PathPattern);
    expect(with_(({ CachePolicyId }) => CachePolicyId.Ref !== 'NoCache')).toEqual([
      '/.well-known*',
      '/categories*',
      '/products*',
    ]);
    expect(
      with_(({ OriginRequestPolicyId }) => JSON.stringify(OriginRequestPolicyId).includes('WithCookies')),
    ).toEqual(['/session*']);
  });

  it('proves itself to every service, and to the issuer not', () => {
    const proving = config()
      .Origins.filter(({ OriginCustomHeaders }) => OriginCustomHeaders !== undefined)
      .map(({ Id }) => Id);
    expect(proving).toEqual(SERVICES);
    const { Parameters } = template as unknown as { Parameters: Record<string, Yaml> };
    expect(Parameters['EdgeProof']).toEqual({ Type: 'String', NoEcho: true });
    // CloudFront refuses to add headers that begin like its own.
    expect(JSON.stringify(config().Origins)).not.toMatch(/"x-(edge|amz)-/i);
  });

  it('shows pages under the policy that they have locally, where an answer brings none', () => {
    const headers = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(JSON.stringify(headers)).toContain(JSON.stringify(SITE_POLICY));
    expect(JSON.stringify(headers)).not.toContain('"Override":true');
  });

  it('holds nothing that is open or taken without TLS, and reads its bucket alone', () => {
    expect(unprotected(template)).toEqual([]);
    expect(config()['HttpVersion']).toBe('http2and3');
    for (const behaviour of config().CacheBehaviors)
      expect(behaviour['ViewerProtocolPolicy']).toBe('redirect-to-https');
  });

  it('has the host of the shop where there is a certificate for it', async () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b';
    const own = await packageService('edge', { edge: 'yes', certificate });
    expect(ofType(own.template, 'AWS::CloudFront::Distribution')[0]?.[1]['DistributionConfig']).toMatchObject(
      {
        Aliases: ['shop.example.com'],
        ViewerCertificate: { AcmCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    );
  });

  it('knows that the shop is down by the alarms of the services without which nobody can buy', async () => {
    const [[, alarm] = ['', {} as Yaml]] = ofType(template, 'AWS::CloudWatch::CompositeAlarm');
    const watched = [...String(alarm['AlarmRule']).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name);
    const names = await Promise.all(
      ['users', 'orders'].map(async (service) => {
        const alarms = ofType((await packageService(service)).template, 'AWS::CloudWatch::Alarm');
        return alarms.map(([, { AlarmName }]) => AlarmName).filter((name) => name !== undefined);
      }),
    );
    expect(watched).toEqual(names.flat());
    expect(watched).toHaveLength(2);
    expect(leadsToRunbook(alarm['AlarmDescription'])).toBe(true);
    expect(alarm['AlarmActions']).toHaveLength(1);
  });
});
