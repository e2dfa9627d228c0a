import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './child-process.ts';
import type { Child } from './child-process.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';

const COMMAND_NOT_FOUND = 127;
const START_LIMIT_MS = 300_000;
const JVM_FLAGS = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const JAVA_MISSING =
  'DynamoDB Local needs Java 11 or newer, and no working "java" was found. Install a Java runtime (for example ' +
  '"apt-get install default-jre-headless" or "brew install openjdk") or set JAVA_HOME. To use another DynamoDB ' +
  'endpoint instead, set CARTLESS_DYNAMODB_ENDPOINT to its URL.';

/**
 * Starts DynamoDB Local (AWS's own, on Java). When `CARTLESS_DYNAMODB_ENDPOINT` is set, that endpoint is used instead
 * and nothing is started.
 *
 * @throws Error saying what to install when Java is missing, or with the last log lines when it does not start.
 */
export async function startDynamodb(
  options: EmulatorOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Emulator> {
  const endpoint = env['CARTLESS_DYNAMODB_ENDPOINT'];
  if (endpoint !== undefined && endpoint !== '') return externalEndpoint(endpoint);

  const url = `http://localhost:${options.port}`;
  const child = startChild({
    command: env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java',
    args: javaArguments(options),
    // A database that is kept is written where it runs.
    cwd: options.dataDir ?? emulatorFolder(),
    log: options.log,
  });
  let expected = true;
  void child.ended.then(() => {
    if (!expected) options.onExit?.(child.lastLines());
  });
  await untilReady(url, child);
  expected = false;
  return {
    url,
    async stop() {
      expected = true;
      await child.stop();
    },
  };
}

/**
 * AWS's program listens on every address and has no option for it, so that Jetty's own starter runs it by what
 * `dynamodb-on-loopback.xml` says. Nor may any page read its answers, which is what it allows by itself.
 */
function javaArguments({ port, dataDir }: EmulatorOptions): string[] {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const folder = emulatorFolder();
  const storage = dataDir === undefined ? '-inMemory' : '-dbPath .';
  return [
    ...JVM_FLAGS,
    '-Djava.net.preferIPv4Stack=true',
    `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
    `-Dcartless.arguments=-port ${port} -sharedDb -disableTelemetry -cors http://localhost ${storage}`,
    '-cp',
    [join(folder, 'DynamoDBLocal.jar'), join(folder, 'DynamoDBLocal_lib', '*')].join(delimiter),
    'org.eclipse.jetty.xml.XmlConfiguration',
    join(import.meta.dirname, 'dynamodb-on-loopback.xml'),
  ];
}

function emulatorFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
}

async function untilReady(url: string, child: Child): Promise<void> {
  const started = Date.now();
  const ended = child.ended.then((code) => ({ code }));
  while (Date.now() - started < START_LIMIT_MS) {
    const exit = await Promise.race([ended, sleep(100).then(() => undefined)]);
    if (exit !== undefined) throw new Error(whyItEnded(exit.code, child.lastLines()));
    if (await answers(url)) return;
  }
  await child.stop();
  throw new Error(`DynamoDB Local did not answer at ${url} within ${START_LIMIT_MS / 1000} s.`);
}

function whyItEnded(code: number, lastLines: readonly string[]): string {
  const text = lastLines.join('\n');
  if (code === COMMAND_NOT_FOUND || /unable to locate a java|UnsupportedClassVersionError/i.test(text)) {
    return text === '' ? JAVA_MISSING : `${JAVA_MISSING}\n${text}`;
  }
  return `DynamoDB Local ended with code ${code} while starting. Its last lines:\n${text}`;
}

async function externalEndpoint(endpoint: string): Promise<Emulator> {
  if (!URL.canParse(endpoint)) {
    throw new Error(
      `CARTLESS_DYNAMODB_ENDPOINT is "${endpoint}", which is not a URL like http://localhost:8000.`,
    );
  }
  if (!(await answers(endpoint))) {
    throw new Error(
      `Nothing answers at CARTLESS_DYNAMODB_ENDPOINT (${endpoint}). Start it, or unset the variable.`,
    );
  }
  return { url: endpoint.replace(/\/$/, ''), stop: async () => undefined };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(2000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
