import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCloudFormation } from '@cartless/infrastructure';

type Place = Readonly<{
  service: string;
  /** The folder of the service. */
  dir: string;
  /** The service's serverless.yml. */
  file: Readonly<Record<string, unknown>>;
  /** The settings of the stage. */
  given: Readonly<Record<string, string>>;
  stage: string;
  /** Addresses of queues, by their logical ids. */
  queueUrls?: Readonly<Record<string, string>>;
}>;

/**
 * Puts values in the place of the variables of the Serverless Framework and of the references of CloudFormation, as far as the
 * services use them. A resource becomes `<service>/<logical id>`, a topic `<producer>`; what refers to a queue is its address, as at SQS.
 */
export function variables(place: Place): (value: unknown) => unknown {
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(place, value, resolve);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      const [name, argument] = first;
      if (name === 'Ref') {
        const id = String(argument);
        return OF_ELSEWHERE[id] ?? place.queueUrls?.[id] ?? `${place.service}/${id}`;
      }
      if (name === 'Fn::GetAtt') return `${place.service}/${(argument as string[])[0]}`;
      if (name === 'Fn::Sub') return substituted(place, argument, resolve);
      if (name === 'Fn::Join') {
        const [separator, parts] = argument as [string, unknown[]];
        return parts.map((part) => String(resolve(part))).join(separator);
      }
    }
    return Object.fromEntries(entries.map(([name, one]) => [name, resolve(one)]));
  };
  return resolve;
}

/** What a template is given and does not make. */
const OF_ELSEWHERE: Readonly<Record<string, string>> = {
  'AWS::Region': 'us-east-1',
  Issuer: 'https://issuer.simulated',
};

const TOPIC = /^arn:.*:sns:.*-([a-z]+)-events$/;

function substituted(place: Place, argument: unknown, resolve: (value: unknown) => unknown): string {
  const text = String(resolve(Array.isArray(argument) ? argument[0] : argument));
  return (
    TOPIC.exec(text)?.[1] ??
    text.replaceAll(/\$\{(AWS::\w+)\}/g, 'local').replaceAll(/\$\{(\w+)\}/g, `${place.service}/$1`)
  );
}

/** An innermost variable of the framework; those of CloudFormation have a colon twice, or none. */
const VARIABLE = /\$\{((?:self|param|opt|file\([^)]*\)|sls|strToBool)[^${}]*)\}/;

function filled(place: Place, text: string, resolve: (value: unknown) => unknown): unknown {
  // A setting whose default is a text of any kind, JSON say.
  const [, name, otherwise] = /^\$\{param:(\w+), '(.*)'\}$/s.exec(text) ?? [];
  if (name !== undefined) return place.given[name] ?? otherwise;
  let current = text;
  for (let found = VARIABLE.exec(current); found !== null; found = VARIABLE.exec(current)) {
    const value = resolve(valueOf(place, found[1] ?? ''));
    if (found[0] === current) return value;
    current = current.replace(found[0], () => String(value));
  }
  return current;
}

function valueOf(place: Place, expression: string): unknown {
  const [, source = '', fallback] = /^([^,]*)(?:,\s*(.*))?$/s.exec(expression) ?? [];
  const value = looked(place, source.trim());
  if (value !== undefined) return value;
  if (fallback === undefined) return '';
  const [, quoted] = /^'(.*)'$/s.exec(fallback) ?? [];
  return quoted ?? valueOf(place, fallback);
}

function looked({ dir, file, given, stage }: Place, source: string): unknown {
  if (source === 'sls:stage' || source === 'opt:stage') return stage;
  if (source.startsWith('param:')) return given[source.slice('param:'.length)];
  if (source.startsWith('self:')) return member(file, source.slice('self:'.length));
  const [, path, name] = /^file\(([^)]*)\):(.*)$/.exec(source) ?? [];
  if (path === undefined || name === undefined) return undefined;
  return member(parseCloudFormation(readFileSync(join(dir, path), 'utf8')), name);
}

const member = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce((inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name], value);
