import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const AddressUnknown = /* @__PURE__ */ defineError('not-found', 'ADDRESS_UNKNOWN', {
  en: 'There is no such address in your address book.',
  'zh-CN': '地址簿中没有该地址。',
});
export const AddressBookFull = /* @__PURE__ */ defineError(
  'conflict',
  'ADDRESS_BOOK_FULL',
  {
    en: 'An address book holds {limit} addresses. Remove one first.',
    'zh-CN': '地址簿最多保存 {limit} 个地址，请先删除一个。',
  },
  () => z.object({ limit: z.int() }),
);
