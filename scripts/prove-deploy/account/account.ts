import { createWriteStream, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { startChild } from '@cartless/local-aws/dev';

/** An AWS account that is played on this machine, with IAM judged. */
export type Account = Readonly<{
  url: string;
  /** What commands and SDKs need in their environment to use it. */
  env: Readonly<Record<string, string>>;
  /** A line of JSON for each decision about a role. */
  decisions: string;
  /** The lines of all functions' logs. */
  lines: string;
  stop(): Promise<void>;
}>;

type Options = Readonly<{ python: string; port: number; folder: string }>;

/** Starts the account. @throws Error with its last lines when it does not come up */
export async function startAccount({ python, port, folder }: Options): Promise<Account> {
  const [decisions, lines] = [join(folder, 'decisions.jsonl'), join(folder, 'functions.log')];
  for (const file of [decisions, lines]) writeFileSync(file, '');
  const log = createWriteStream(join(folder, 'account.log'));
  const child = startChild({
    command: python,
    args: [join(import.meta.dirname, 'launch.py'), decisions, lines],
    cwd: folder,
    env: {
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      // Functions are processes of the Node that runs this.
      LAMBDA_EXECUTOR: 'local',
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      AUTH: 'true',
      // The one listener that is not on the loopback address, and nobody needs it.
      IOT_MTLS_PORT: '0',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    log: (line) => log.write(`${line}\n`),
  });
  const url = `http://127.0.0.1:${port}`;
  let ended = false;
  void child.ended.then(() => (ended = true));
  while (!(await fetch(`${url}/_ministack/health`).catch(() => undefined))?.ok) {
    if (ended) throw new Error(`the account did not start:\n${child.lastLines().join('\n')}`);
    await pause(100);
  }
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: REGION,
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  };
  return { url, env, decisions, lines, stop: () => child.stop() };
}
