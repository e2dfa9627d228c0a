import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { conditional, transactWrite } from '@cartless/dynamodb';
import type { Shipments } from '../application/ports.ts';
import { orderNumberOf } from '../domain/shipment-id.ts';
import type { Fact, Shipment } from '../domain/shipment.ts';
import { dynamoShipmentLists } from './dynamo-shipment-lists.ts';
import { outboxOf, versionsOf } from './shipment-events.ts';
import { fromItem, shipmentKey, toItem } from './shipment-item.ts';

const IS_NEW = 'attribute_not_exists(pk)';
const IS_AS_READ = '#version = :version';

/** Keeps parcels in the service's table. */
export function dynamoShipments(client: DynamoDBDocumentClient, table: string): Shipments {
  const put = (shipment: Shipment, facts: readonly Fact[], before: number) => {
    const stored = { ...shipment, version: before + versionsOf(facts) };
    return { TableName: table, Item: { ...toItem(stored), outbox: outboxOf(facts, stored, before) } };
  };
  const ifAsRead = (before: Shipment) => ({
    ConditionExpression: IS_AS_READ,
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': before.version },
  });
  return {
    ...dynamoShipmentLists(client, table),

    async ofOrder(orderNumber) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': orderNumber },
        }),
      );
      return Items.map(fromItem);
    },

    async find(id) {
      const orderNumber = orderNumberOf(id);
      if (orderNumber === undefined) return undefined;
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: shipmentKey({ orderNumber, id }), ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },

    async add(shipment, facts) {
      const written = await conditional(
        client.send(
          new PutCommand({
            ...put(shipment, facts, 0),
            ConditionExpression: IS_NEW,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      return written.ok || written.item === undefined ? undefined : fromItem(written.item);
    },

    async save(before, after, facts) {
      const command = put(after, facts, before.version);
      const written = await conditional(client.send(new PutCommand({ ...command, ...ifAsRead(before) })));
      return written.ok ? fromItem(command.Item) : undefined;
    },

    async saveWithNew({ before, after, facts }, added) {
      const outcome = await transactWrite(client, [
        { Put: { ...put(after, facts, before.version), ...ifAsRead(before) } },
        { Put: { ...put(added.shipment, added.facts, 0), ConditionExpression: IS_NEW } },
      ]);
      return outcome.ok;
    },
  };
}
