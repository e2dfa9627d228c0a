import type { CompiledTemplate } from '../protection/template.ts';
import { type Place, regionCode } from './place.ts';

/** Names that two regions of an account cannot both have, by the type of the resource. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': ['RoleName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::CachePolicy': ['CachePolicyConfig', 'Name'],
  'AWS::CloudFront::OriginRequestPolicy': ['OriginRequestPolicyConfig', 'Name'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
};

/** Of a role, and so of any other: what is longer loses its last letters. */
const LONGEST = 64;
type Ending = (name: string) => string;

/**
 * Ends every name that is the account's with the region, so that the stacks of a second region can stand beside those of the first;
 * roles that policies name by their ARN, too.
 *
 * @param named how names of the stage begin: `cartless-prod-`
 */
export function nameByRegion(template: CompiledTemplate, { region }: Place, named: string): void {
  const code = `-${regionCode(region)}`;
  const ending: Ending = (name) => `${name.slice(0, LONGEST - code.length)}${code}`;
  for (const { Type, Properties } of Object.values(template.Resources)) {
    const path = NAMES[Type];
    if (path !== undefined) endWith(Properties ?? {}, path, ending);
  }
  const roles = new RegExp(`(?<=:role/)${named}[\\w-]+`, 'g');
  template.Resources = JSON.parse(
    JSON.stringify(template.Resources).replaceAll(roles, ending),
  ) as CompiledTemplate['Resources'];
}

function endWith(
  within: Record<string, unknown>,
  [key = '', ...deeper]: readonly string[],
  ending: Ending,
): void {
  const value = within[key];
  if (typeof value === 'string') within[key] = ending(value);
  else if (value !== undefined) endWith(value as Record<string, unknown>, deeper, ending);
}
