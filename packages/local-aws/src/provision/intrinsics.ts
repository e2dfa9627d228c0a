import { ACCOUNT_ID, PARTITION, REGION } from '../local-account.ts';
import { evaluateCondition } from './conditions.ts';
import type { CreatedResource, TemplateResources } from './template.ts';
import { isRecord } from './template.ts';

/** What intrinsic functions are resolved against. */
export interface Scope {
  readonly stackName: string;
  readonly resources: TemplateResources;
  readonly created: ReadonlyMap<string, CreatedResource>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Stands for `AWS::NoValue`: the property or list entry that holds it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => ref(text(name, 'Ref'), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : texts(argument, 'Fn::GetAtt');
    return getAtt(id ?? '', path.join('.'), scope);
  },
  'Fn::Sub': (argument, scope) => {
    const [template, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
    return substitute(text(template, 'Fn::Sub'), isRecord(variables) ? variables : {}, scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return texts(resolveIntrinsics(parts, scope), 'Fn::Join').join(text(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(argument, 'Fn::Select');
    const chosen = list(resolveIntrinsics(values, scope), 'Fn::Select')[
      Number(resolveIntrinsics(index, scope))
    ];
    if (chosen === undefined)
      throw new Error(`Fn::Select asks for entry ${String(index)}, which is not there`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = list(argument, 'Fn::Split');
    return text(resolveIntrinsics(value, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = list(argument, 'Fn::If');
    return resolveIntrinsics(conditionHolds(text(name, 'Fn::If'), scope) ? whenTrue : whenFalse, scope);
  },
};

/**
 * Replaces every intrinsic function inside a template value by its local value.
 *
 * @throws Error naming the function and the resource that cannot be resolved.
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => resolveIntrinsics(entry, scope)).filter((entry) => entry !== NO_VALUE);
  }
  if (!isRecord(value)) return value;
  const call = asCall(value);
  if (call !== undefined) return call.intrinsic(call.argument, scope);
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, resolveIntrinsics(entry, scope)] as const,
  );
  return Object.fromEntries(entries.filter(([, entry]) => entry !== NO_VALUE));
}

/** Tells whether a condition of the template holds. */
export const conditionHolds = (name: string, scope: Scope): boolean =>
  evaluateCondition(name, scope.conditions, (value) => resolveIntrinsics(value, scope));

function asCall(
  value: Readonly<Record<string, unknown>>,
): { intrinsic: Intrinsic; argument: unknown } | undefined {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  const intrinsic = INTRINSICS[key];
  if (intrinsic !== undefined) return { intrinsic, argument: value[key] };
  if (key.startsWith('Fn::')) throw new Error(`${key} is not supported by the local account`);
  return undefined;
}

function ref(name: string, scope: Scope): unknown {
  switch (name) {
    case 'AWS::Region':
      return REGION;
    case 'AWS::AccountId':
      return ACCOUNT_ID;
    case 'AWS::Partition':
      return PARTITION;
    case 'AWS::StackName':
      return scope.stackName;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      return createdResource(name, `Ref ${name}`, scope).ref;
  }
}

function getAtt(id: string, attribute: string, scope: Scope): string {
  const resource = createdResource(id, `Fn::GetAtt ${id}.${attribute}`, scope);
  const value = resource.attributes[attribute];
  if (value === undefined) {
    throw new Error(
      `Fn::GetAtt ${id}.${attribute}: ${resource.type} has no attribute ${attribute} in the local account`,
    );
  }
  return value;
}

function createdResource(id: string, asked: string, scope: Scope): CreatedResource {
  const created = scope.created.get(id);
  if (created !== undefined) return created;
  const type = scope.resources[id]?.Type;
  throw new Error(
    type === undefined
      ? `${asked}: no resource ${id} in this template`
      : `${asked}: ${type} has no stand-in in the local account`,
  );
}

function substitute(template: string, variables: Readonly<Record<string, unknown>>, scope: Scope): string {
  return template.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return whole.replace('${!', '${');
    if (Object.hasOwn(variables, name)) return text(resolveIntrinsics(variables[name], scope), 'Fn::Sub');
    const [id, ...path] = name.split('.');
    return path.length === 0 ? text(ref(name, scope), 'Fn::Sub') : getAtt(id ?? '', path.join('.'), scope);
  });
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} needs text here, not ${JSON.stringify(value)}`);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
  return value as unknown[];
}

const texts = (value: unknown, where: string): string[] =>
  list(value, where).map((entry) => text(entry, where));
