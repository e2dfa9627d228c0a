import type { Owner } from '../names.ts';
import type { CompiledTemplate } from '../protection/template.ts';
import { parameterName } from './parameter-name.ts';

type Parameter = Readonly<{ NoEcho?: boolean }>;

/**
 * The parameters of a template that hold secrets (`NoEcho`), and where each lies: `EdgeProof` of the service edge is
 * `/cartless/<stage>/edge/edge-proof`.
 */
export function secretParameters(
  template: CompiledTemplate,
  owner: Owner,
  stage: string,
): [parameter: string, name: string][] {
  const { Parameters = {} } = template as CompiledTemplate & { Parameters?: Record<string, Parameter> };
  return Object.entries(Parameters)
    .filter(([, { NoEcho }]) => NoEcho === true)
    .map(([key]) => [key, parameterName(owner, stage, kebab(key))]);
}

const kebab = (name: string): string =>
  name.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** The value that holds from now on: the first line, when a second one holds for a while beside it. */
export const currentOf = (stored: string): string => stored.trim().split(/\r?\n/)[0]?.trim() ?? '';
