import type { Items, Table } from '@cartless/aggregate';
import { world } from '../world-now.ts';

/** The tables of the world in the place of DynamoDB's. */
export const dynamoItems = (_client: unknown, name: string, table: Table): Items =>
  world().tables.items(name, table);
export const documentClient = (): undefined => undefined;
