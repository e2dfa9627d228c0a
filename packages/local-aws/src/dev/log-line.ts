import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<string, Style>> = {
  users: 'cyan',
  orders: 'green',
  logistics: 'magenta',
  analytics: 'blue',
  shop: 'yellow',
};
const LEVELS: Readonly<Record<string, Style>> = { ERROR: 'red', WARN: 'yellow' };
const WIDTH = 10;

/** Members of a log record that every line has and nobody reads on a laptop. */
const NOISE = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'sampling_rate',
  'correlationId',
  'error',
]);

/** What serverless-offline prints around each call; our own records say it better. */
const CHATTER =
  /^(?:|[A-Z]+ \/\S* \(λ: \w+\)|\(λ: \w+\) RequestId: .*|Starting Offline at .*|Offline \[http for (?:lambda|websocket)\].*|[│┌└].*|\s*(?:POST|GET|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+\| http.*|\s+\* \w+: .*|Function names exposed .*)$/;

/**
 * One line of the shop's log: a coloured name, and a record of the structured log as a sentence.
 * @returns undefined for what says nothing
 */
export function logLine(source: string, line: string): string | undefined {
  const record = parse(line);
  if (record === undefined && CHATTER.test(line)) return undefined;
  const name = styleText(COLOURS[source] ?? 'gray', source.padEnd(WIDTH));
  return `${name} ${record === undefined ? line : sentence(record)}`;
}

function sentence(record: Readonly<Record<string, unknown>>): string {
  const { level, message, error } = record;
  const fields = Object.entries(record)
    .filter(([key]) => !NOISE.has(key) && !key.startsWith('xray'))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = `${String(message)} ${styleText('dim', fields.join(' '))}`;
  const style = LEVELS[String(level)];
  const head = style === undefined ? text : `${styleText(style, String(level))} ${text}`;
  return error === undefined ? head : `${head}\n${stack(error)}`;
}

function stack(error: unknown): string {
  const { stack: lines, name, message } = error as { stack?: string; name?: string; message?: string };
  return `  ${(lines ?? `${name}: ${message}`).replaceAll('\n', '\n  ')}`;
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    return typeof record['level'] === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
