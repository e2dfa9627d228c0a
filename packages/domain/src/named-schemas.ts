import type * as z from 'zod/mini';
import { Address } from './address.ts';
import { ShownAddress } from './address-snapshot.ts';
import { AddressId, OrderId, ProductId, ShipmentId, UserId } from './ids.ts';
import { Instant } from './instant.ts';
import { Balance, Money, Price } from './money.ts';
import { OrderStatus, PaymentMethod } from './order.ts';
import { OrderNumber } from './order-number.ts';
import { DangerousGoods, Size } from './packing.ts';
import { PackingInput } from './packing-input.ts';
import { ReturnId, ReturnReason, ReturnStatus } from './return.ts';
import { ParcelTrouble, ShipmentStatus } from './shipment.ts';
import { VariantId } from './variant.ts';

/**
 * What the documents of an API say of a schema beside what it checks: with an `id` it is a component of that name, and
 * everything else stands in its JSON Schema as given. It is kept apart from the schema, so that no deployed function
 * carries words that only readers of documents need.
 */
export type SchemaNote = Readonly<{ id?: string; description?: string; format?: string }> &
  Readonly<Record<string, unknown>>;

export type SchemaNotes = readonly (readonly [z.ZodMiniType, SchemaNote])[];

/** The shared vocabulary, as the documents of every API name it. */
export const NAMED_SCHEMAS: SchemaNotes = [
  [Instant, { format: 'date-time' }],
  [
    Money,
    { id: 'Money', description: 'An amount in the minor unit of its currency: `1999` `CNY` is ¥19.99' },
  ],
  [Price, { id: 'Price', description: 'What one unit costs, in the minor unit of the currency' }],
  [Balance, { id: 'Balance', description: 'Money less other money; it may be below zero' }],
  [
    Address,
    {
      id: 'Address',
      description:
        'Where a parcel goes, as somebody enters it. Region and postal code are required, optional or refused by the country’s own ' +
        'postal rules; the phone number may be written as it is dialled there and is kept in E.164.',
    },
  ],
  [ShownAddress, { id: 'ShownAddress', description: 'Where a parcel goes, as it is kept' }],
  [UserId, { id: 'UserId', description: 'An account' }],
  [AddressId, { id: 'AddressId', description: 'An address of an address book' }],
  [ProductId, { id: 'ProductId', description: 'A product' }],
  [
    VariantId,
    { id: 'VariantId', description: 'A variant within its product: the keys of its option values, `m_blue`' },
  ],
  [OrderId, { id: 'OrderId', description: 'An order' }],
  [
    OrderNumber,
    {
      id: 'OrderNumber',
      description: 'The number that a shopper sees and types: date, random part, check character',
    },
  ],
  [ShipmentId, { id: 'ShipmentId', description: 'A parcel' }],
  [ReturnId, { id: 'ReturnId', description: 'A return: its order, and its place among the returns of it' }],
  [
    OrderStatus,
    {
      id: 'OrderStatus',
      description: 'Where an order stands: placed → paid → shipped → delivered → completed, or off that way',
    },
  ],
  [
    PaymentMethod,
    { id: 'PaymentMethod', description: '`card`: the provider’s hosted page; `cod`: cash on delivery' },
  ],
  [ShipmentStatus, { id: 'ShipmentStatus', description: 'Where a parcel stands' }],
  [ParcelTrouble, { id: 'ParcelTrouble', description: 'Why a parcel does not arrive, or not as it should' }],
  [ReturnStatus, { id: 'ReturnStatus', description: 'Where a return stands' }],
  [ReturnReason, { id: 'ReturnReason', description: 'Why goods come back, for the reports' }],
  [Size, { id: 'Size', description: 'Outer sides in millimetres' }],
  [PackingInput, { id: 'Packing', description: 'What a packer and a carrier need to know of one unit' }],
  [DangerousGoods, { id: 'DangerousGoods', description: 'What is dangerous about goods, the mildest first' }],
];
