import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ShipmentId } from '@cartless/domain';
import type { KeptUpdate, ParcelCodes } from '../application/ports.ts';

/** Updates of parcels that turn out not to be ours are forgotten after a month. */
const KEPT_SECONDS = 30 * 86_400;

const partition = (provider: string, code: string): string => `parcel#${provider}#${code}`;

/** Keeps, in the service's table, which parcel a carrier's number means. */
export function dynamoParcelCodes(client: DynamoDBDocumentClient, table: string): ParcelCodes {
  return {
    async claim(provider, code, id) {
      const Item = { pk: partition(provider, code), sk: 'parcel', shipmentId: id };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    async find(provider, code) {
      const Key = { pk: partition(provider, code), sk: 'parcel' };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item?.['shipmentId'] as ShipmentId | undefined;
    },

    async keep(provider, code, eventId, update, now) {
      const Item = {
        pk: partition(provider, code),
        sk: `update#${eventId}`,
        update,
        expiresAt: Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    async kept(provider, code) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kept)',
          ExpressionAttributeValues: { ':pk': partition(provider, code), ':kept': 'update#' },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => ({
        eventId: String(item['sk']).slice('update#'.length),
        update: item['update'] as KeptUpdate['update'],
      }));
    },

    async forget(provider, code, eventId) {
      const Key = { pk: partition(provider, code), sk: `update#${eventId}` };
      await client.send(new DeleteCommand({ TableName: table, Key }));
    },
  };
}
