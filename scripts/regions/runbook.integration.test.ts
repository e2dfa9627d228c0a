import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPAIRABLE } from '../repairing/repair-service.ts';
import { RULES } from '../restoring/rules.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAGE = `t${randomUUID().slice(0, 8)}`;
const RUNBOOK = readFileSync(join(ROOT, 'docs/runbooks/fail-over.md'), 'utf8');
/** Every command of this project that the page shows, in its order. */
const COMMANDS = [...RUNBOOK.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.split('\n').flatMap((line) => {
    const command = line.replace(/#.*/, '').trim();
    return command.startsWith('pnpm ') ? [command] : [];
  }),
);
const [MOVES, REPAIRS] = ['fail-over', 'repair'].map((script) =>
  COMMANDS.filter((command) => command.startsWith(`pnpm ${script}`)),
) as [string[], string[]];
const tableOf = (service: string): string => `cartless-${STAGE}-${service}`;

describe('the runbook of a move', () => {
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const stock = (n: number) => ({ pk: 'S#prd_lamp#0', sk: 'stock', n });
  const ledger = { pk: 'L#prd_lamp', sk: 'first', d: 10 };

  beforeAll(async () => {
    for (const service of REPAIRABLE) {
      const names = Object.keys(RULES[service]?.table.key ?? {});
      await dynamodb.send(
        new CreateTableCommand({
          TableName: tableOf(service),
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          KeySchema: names.map((AttributeName, at) => ({
            AttributeName,
            KeyType: at === 0 ? 'HASH' : 'RANGE',
          })),
        }),
      );
    }
  });
  afterAll(async () => {
    for (const service of REPAIRABLE)
      await dynamodb.send(new DeleteTableCommand({ TableName: tableOf(service) }));
    dynamodb.destroy();
  });

  const type = (command: string) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      const [, script = '', ...args] = command.replaceAll('<stage>', STAGE).split(' ');
      execFile(
        process.execPath,
        ['scripts/start.mjs', `${script}.ts`, ...args],
        { cwd: ROOT, env: process.env },
        (error, out, err) => resolve({ code: error?.code ?? 0, output: out + err }),
      );
    });

  it('has commands that look, and then make whole what is there of half a transaction', async () => {
    const put = (service: string, Item: Record<string, unknown>) =>
      dynamodb.send(new PutCommand({ TableName: tableOf(service), Item }));
    // The ledger says ten, one order took none that is there, and the shelf has seven.
    await put('orders', stock(7));
    await put('orders', ledger);
    await put('users', { id: 'username#mei', userId: 'usr_gone' });
    const held = async () => {
      const { pk, sk } = stock(0);
      const found = await dynamodb.send(
        new GetCommand({ TableName: tableOf('orders'), Key: { pk, sk }, ConsistentRead: true }),
      );
      return found.Item?.['n'] as unknown;
    };
    expect(REPAIRS).toHaveLength(2);
    const [look, mend] = REPAIRS as [string, string];

    const looked = await type(look);
    expect(looked.output).toContain(
      '  can be mended  prd_lamp has 3 units fewer on the shelf than its ledger and its orders say\n',
    );
    expect(looked.output).toContain(
      '  can be mended  usr_gone claims a name (username) that it does not have\n',
    );
    expect(looked.output).toContain('Nothing was written; --write does it.');
    expect(looked.output).toContain('logistics: every transaction is whole');
    expect([looked.code, await held()]).toEqual([0, 7]);

    const mended = await type(mend);
    expect(mended.output).toContain('orders: 1 mended');
    expect([mended.code, await held()]).toEqual([0, 10]);
    expect((await type(look)).output).not.toContain('mended');
  });

  it('names no option that its commands do not have, and a stage of one region is not moved', async () => {
    expect(MOVES.length).toBeGreaterThan(2);
    for (const command of MOVES) {
      const { code, output } = await type(command);
      expect([command, code, output]).toEqual([
        command,
        1,
        expect.stringContaining(`The stage "${STAGE}" has one region; name others under "replicas"`),
      ]);
    }
  });

  it.each([
    ['pnpm repair analytics --aws --stage <stage>', 'There is nothing to repair in analytics.'],
    ['pnpm repair --aws --stage nowhere', 'There is no table cartless-nowhere-users'],
    ['pnpm fail-over', 'pnpm fail-over --stage <stage>'],
  ])('refuses what cannot be meant: %s', async (command, reason) => {
    const { code, output } = await type(command);
    expect([code, output]).toEqual([1, expect.stringContaining(reason)]);
  });
});
