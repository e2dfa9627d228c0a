import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@cartless/aggregate';
import { copyOf } from '@cartless/aggregate/memory';
import * as own from 'own:@aws-sdk/util-dynamodb';

export const { marshall } = own;

type Image = Record<string, AttributeValue>;

/** Items of which a stream tells, by what it tells of them. */
const itemsOf = new WeakMap<object, Item>();

/**
 * An item as streams tell it. It is put into DynamoDB's form when somebody looks at it: whoever reads it back to the item, as all
 * functions do, never asks how it was written.
 */
export function imageOf(item: Item): Image {
  let written: Image | undefined;
  const image = (): Image => (written ??= own.marshall(item, { removeUndefinedValues: true }) as Image);
  const lazily = new Proxy<Image>(
    {},
    {
      get: (_, name) => Reflect.get(image(), name) as unknown,
      has: (_, name) => Reflect.has(image(), name),
      ownKeys: () => Reflect.ownKeys(image()),
      getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(image(), name),
    },
  );
  itemsOf.set(lazily, item);
  return lazily;
}

/** As the SDK's own; of {@link imageOf} it is the item that it was made of, copied. */
export function unmarshall(...given: Parameters<typeof own.unmarshall>): ReturnType<typeof own.unmarshall> {
  const item = itemsOf.get(given[0]);
  return item === undefined ? own.unmarshall(...given) : copyOf(item);
}
