import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { HTTPS_ONLY, securityHeaders, SITE_POLICY } from '@cartless/html';
import { declaredRoutes, type MakeResources, pathBeginnings } from '@cartless/infrastructure';
import { type PathPattern, pathPatterns } from './path-patterns.ts';

const OWNERS = [...SERVICES, 'platform'];
/** Paths whose answers are the same for everybody, and say for how long. */
const CATALOGUE = ['/products*', '/categories*', '/.well-known*'];
/** Paths that read the cookie of a session. */
const SESSION = ['/session*'];
const ref = (id: string) => ({ Ref: id });

/** What follows from the routes of the services and from the stage's settings: the distribution, its function and its headers. */
export const resources: MakeResources = async ({ given, servicesDir }) => {
  const declared = await declaredRoutes(OWNERS.map((service) => join(servicesDir, service)));
  const beginnings = pathBeginnings(
    OWNERS.flatMap((service, index) => (declared[index] ?? []).map((route) => ({ ...route, service }))),
  );
  return {
    Distribution: distribution(pathPatterns(beginnings), given),
    ViewerRequest: {
      Type: 'AWS::CloudFront::Function',
      Properties: {
        Name: 'cartless-${sls:stage}-viewer-request',
        AutoPublish: true,
        FunctionConfig: { Comment: 'Calls to the services, pages to the site', Runtime: 'cloudfront-js-2.0' },
        FunctionCode: viewerRequest([...beginnings.keys()]),
      },
    },
    Headers: headers(),
  };
};

/** The function at the edge, for these paths. */
function viewerRequest(beginnings: readonly string[]): string {
  const code = readFileSync(join(import.meta.dirname, 'viewer-request.js'), 'utf8');
  return code.replace("['{beginnings}']", JSON.stringify(beginnings.toSorted()));
}

type Settings = Readonly<{ siteUrl?: string; certificate?: string }>;

const distribution = (patterns: readonly PathPattern[], { siteUrl = '', certificate }: Settings) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Comment: 'cartless ${sls:stage}',
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      DefaultRootObject: 'index.html',
      ...(certificate !== undefined && { Aliases: [new URL(siteUrl).hostname] }),
      ViewerCertificate:
        certificate === undefined
          ? { CloudFrontDefaultCertificate: true }
          : {
              AcmCertificateArn: certificate,
              SslSupportMethod: 'sni-only',
              MinimumProtocolVersion: 'TLSv1.2_2021',
            },
      Origins: [site(), ...OWNERS.map(api)],
      DefaultCacheBehavior: behaviour('site', 'SiteCache'),
      CacheBehaviors: patterns.map(({ pattern, service }) => ({
        PathPattern: pattern,
        ...callsTo(service, pattern),
      })),
    },
  },
});

const site = () => ({
  Id: 'site',
  DomainName: { 'Fn::GetAtt': ['SiteBucket', 'RegionalDomainName'] },
  OriginAccessControlId: { 'Fn::GetAtt': ['SiteAccess', 'Id'] },
  S3OriginConfig: { OriginAccessIdentity: '' },
});

const api = (service: string) => ({
  Id: service,
  DomainName: ref(`${service.charAt(0).toUpperCase()}${service.slice(1)}Api`),
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
  // The issuer is asked by API Gateway too, and wants no proof.
  ...(service !== 'platform' && {
    OriginCustomHeaders: [{ HeaderName: 'x-cartless-edge', HeaderValue: ref('EdgeProof') }],
  }),
});

const callsTo = (service: string, pattern: string) => ({
  ...behaviour(service, CATALOGUE.includes(pattern) ? 'CatalogueCache' : 'NoCache'),
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  OriginRequestPolicyId: ref(SESSION.includes(pattern) ? 'AllButHostWithCookies' : 'AllButHost'),
});

const behaviour = (origin: string, cache: string) => ({
  TargetOriginId: origin,
  ViewerProtocolPolicy: 'redirect-to-https',
  Compress: true,
  CachePolicyId: ref(cache),
  ResponseHeadersPolicyId: ref('Headers'),
  FunctionAssociations: [
    {
      EventType: 'viewer-request',
      FunctionARN: { 'Fn::GetAtt': ['ViewerRequest', 'FunctionMetadata.FunctionARN'] },
    },
  ],
});

/** Those of the pages, where an answer does not bring its own: services say what theirs are. */
function headers() {
  const names = { ...securityHeaders(SITE_POLICY), ...HTTPS_ONLY };
  const [seconds = '0'] = /\d+/.exec(names['Strict-Transport-Security']) ?? [];
  const own = { Override: false };
  return {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: 'cartless-${sls:stage}-headers',
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ...own, ContentSecurityPolicy: names['Content-Security-Policy'] },
          ContentTypeOptions: own,
          FrameOptions: { ...own, FrameOption: names['X-Frame-Options'] },
          ReferrerPolicy: { ...own, ReferrerPolicy: names['Referrer-Policy'] },
          StrictTransportSecurity: {
            ...own,
            AccessControlMaxAgeSec: Number(seconds),
            IncludeSubdomains: true,
          },
        },
        CustomHeadersConfig: {
          Items: [
            { ...own, Header: 'Cross-Origin-Resource-Policy', Value: names['Cross-Origin-Resource-Policy'] },
            { ...own, Header: 'Cross-Origin-Opener-Policy', Value: 'same-origin' },
          ],
        },
      },
    },
  };
}
