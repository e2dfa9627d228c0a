import parseExpression from 'spdx-expression-parse';
import type { DependencyPolicy } from './policy.ts';
import { named } from './locked-packages.ts';

type Licensed = Readonly<{ name: string; version: string; licence: string | undefined }>;
type Licences = DependencyPolicy['licences'];

/** What a package's licence is: what its package.json says, or what was read in it by hand. */
export const licenceOf = ({ name, licence }: Licensed, { read }: Licences): string | undefined =>
  read[name]?.licence ?? licence;

/** The packages in what is deployed whose licence is none of those decided for. One that says none is among them. */
export const refusedInProduction = (packages: readonly Licensed[], licences: Licences): string[] =>
  refused(packages, licences, licences.production);

/** The packages that are used at all whose licence is none of those decided for. */
export function refusedAnywhere(packages: readonly Licensed[], licences: Licences): string[] {
  const excepted = packages.filter(
    (one) => licences.developmentOnly[one.name]?.licence !== (licenceOf(one, licences) ?? 'none'),
  );
  return refused(excepted, licences, [...licences.production, ...licences.development]);
}

const refused = (packages: readonly Licensed[], licences: Licences, allowed: readonly string[]): string[] =>
  packages
    .filter((one) => !permits(licenceOf(one, licences), allowed))
    .map((one) => `${named(one)}: ${licenceOf(one, licences) ?? 'says no licence'}`);

type Expression = ReturnType<typeof parseExpression>;

/** Of two licences joined by "or", one will do; joined by "and", both count. What cannot be read permits nothing. */
function permits(licence: string | undefined, allowed: readonly string[]): boolean {
  const satisfied = (expression: Expression): boolean => {
    if ('conjunction' in expression) {
      const sides = [satisfied(expression.left), satisfied(expression.right)];
      return expression.conjunction === 'or' ? sides.includes(true) : !sides.includes(false);
    }
    if (!('license' in expression) || expression.plus === true || expression.exception !== undefined)
      return false;
    return allowed.includes(expression.license);
  };
  try {
    return satisfied(parseExpression(licence ?? ''));
  } catch {
    return false;
  }
}
