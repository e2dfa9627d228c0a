import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { readUnitsOf, writeUnitsOf } from '../capacity-units.ts';
import { itemSize } from '../item-size.ts';

type Item = Record<string, unknown>;
type Key = { TableName: string | undefined; Key: Item };

/** What was used of a table's capacity, in AWS's request units; indexes are not counted. */
export type Usage = Readonly<{
  readRequests: number;
  writeRequests: number;
  /** 4 KB each, half that when eventually consistent. */
  readUnits: number;
  /** 1 KB each by the larger of the item before and after, double in transactions. */
  writeUnits: number;
  /** Units that refused conditions cost; nothing was written for them. */
  refusedWriteUnits: number;
  scans: number;
}>;

const NOTHING: Usage = {
  readRequests: 0,
  writeRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  refusedWriteUnits: 0,
  scans: 0,
};

/**
 * Counts what a client's requests cost by AWS's rules, for tests and benches. It looks at every item before and after
 * each write through `observer`, because DynamoDB Local's own figures are wrong for transactions. Of queries it sees
 * what they return, so a filter or a projection makes the figure too low.
 *
 * @param client the client under test; it is wrapped in place
 * @param keys the key attributes of each table, by table name
 * @param observer another client for the same tables, whose requests do not count
 */
export class CapacityMeter {
  #used: Usage = NOTHING;
  readonly #observer: DynamoDBDocumentClient;
  readonly #keys: Readonly<Record<string, readonly string[]>>;

  constructor(
    client: DynamoDBDocumentClient,
    keys: Readonly<Record<string, readonly string[]>>,
    observer: DynamoDBDocumentClient,
  ) {
    this.#observer = observer;
    this.#keys = keys;
    const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
    client.send = ((command: unknown) => this.#metered(command, send)) as typeof client.send;
  }

  /** What was used since the last call, or since the meter was made. */
  take(): Usage {
    const used = this.#used;
    this.#used = NOTHING;
    return used;
  }

  async #metered(command: unknown, send: (command: unknown) => Promise<unknown>): Promise<unknown> {
    const writes = this.#writes(command);
    if (writes === undefined) {
      if (!isRead(command)) throw new Error('the meter does not know this command; teach it before using it');
      const output = await send(command);
      this.#add(readUsage(command, output as Item));
      return output;
    }
    const factor = command instanceof TransactWriteCommand ? 2 : 1;
    const before = await this.#sizes(writes);
    try {
      const output = await send(command);
      const after = await this.#sizes(writes);
      const units = before.map((size, i) => writeUnitsOf(Math.max(size, after[i] ?? 0)));
      this.#add({ writeRequests: 1, writeUnits: factor * sum(units) });
      return output;
    } catch (error) {
      this.#add({ writeRequests: 1, refusedWriteUnits: factor * sum(before.map(writeUnitsOf)) });
      throw error;
    }
  }

  #writes(command: unknown): Key[] | undefined {
    if (command instanceof PutCommand) return [this.#key(command.input.TableName, command.input.Item)];
    if (command instanceof UpdateCommand) return [this.#key(command.input.TableName, command.input.Key)];
    if (command instanceof DeleteCommand) return [this.#key(command.input.TableName, command.input.Key)];
    if (command instanceof BatchWriteCommand) {
      return Object.entries(command.input.RequestItems ?? {}).flatMap(([table, requests]) =>
        requests.map(({ PutRequest, DeleteRequest }) =>
          this.#key(table, PutRequest?.Item ?? DeleteRequest?.Key),
        ),
      );
    }
    if (!(command instanceof TransactWriteCommand)) return undefined;
    return (command.input.TransactItems ?? []).map(({ Put, Update, Delete, ConditionCheck }) =>
      Put
        ? this.#key(Put.TableName, Put.Item)
        : this.#key(
            Update?.TableName ?? Delete?.TableName ?? ConditionCheck?.TableName,
            Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key,
          ),
    );
  }

  #key(table: string | undefined, item: Item | undefined): Key {
    const names = this.#keys[table ?? ''];
    if (names === undefined) throw new Error(`the meter was not told the key of table ${table}`);
    return { TableName: table, Key: Object.fromEntries(names.map((name) => [name, item?.[name]])) };
  }

  async #sizes(keys: readonly Key[]): Promise<number[]> {
    return Promise.all(
      keys.map(async (key) => {
        const { Item: item } = await this.#observer.send(new GetCommand({ ...key, ConsistentRead: true }));
        return item === undefined ? 0 : itemSize(item);
      }),
    );
  }

  #add(usage: Partial<Usage>): void {
    const names = Object.keys(NOTHING) as (keyof Usage)[];
    const sums = names.map((name) => [name, this.#used[name] + (usage[name] ?? 0)]);
    this.#used = Object.fromEntries(sums) as Usage;
  }
}

type Read = GetCommand | BatchGetCommand | QueryCommand | ScanCommand;
const isRead = (command: unknown): command is Read =>
  [GetCommand, BatchGetCommand, QueryCommand, ScanCommand].some((known) => command instanceof known);

function readUsage(command: Read, output: Item): Partial<Usage> {
  if (command instanceof GetCommand) {
    const item = output['Item'] as Item | undefined;
    return {
      readRequests: 1,
      readUnits: readUnitsOf(item ? itemSize(item) : 0, command.input.ConsistentRead),
    };
  }
  if (command instanceof BatchGetCommand) {
    const found = (output['Responses'] ?? {}) as Record<string, Item[]>;
    const units = Object.entries(command.input.RequestItems ?? {}).map(
      ([table, { Keys, ConsistentRead }]) => {
        const sizes = (found[table] ?? []).map(itemSize);
        // A key with no item costs as much as a small item.
        const missing = Array.from({ length: (Keys?.length ?? 0) - sizes.length }, () => 0);
        return sum([...sizes, ...missing].map((size) => readUnitsOf(size, ConsistentRead)));
      },
    );
    return { readRequests: 1, readUnits: sum(units) };
  }
  const bytes = sum(((output['Items'] ?? []) as Item[]).map(itemSize));
  return {
    readRequests: 1,
    readUnits: readUnitsOf(bytes, command.input.ConsistentRead),
    scans: command instanceof ScanCommand ? 1 : 0,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
