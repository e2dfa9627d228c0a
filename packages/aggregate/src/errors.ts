import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const Busy = /* @__PURE__ */ defineError('unavailable', 'BUSY', {
  en: 'Too many people want the same thing at this moment. Try again.',
  'zh-CN': '当前请求过于集中，请重试。',
});

export const CursorInvalid = /* @__PURE__ */ defineError('malformed', 'CURSOR_INVALID', {
  en: 'The cursor is not one that this list gave out. Start again without a cursor.',
  'zh-CN': '该游标不是此列表返回的。请去掉 cursor 重新开始。',
});

export const TooMuchAtOnce = /* @__PURE__ */ defineError(
  'invalid',
  'TOO_MUCH_AT_ONCE',
  {
    en: 'This concerns {count} things, and at most {limit} can change together. Ask for less at once.',
    'zh-CN': '该操作涉及 {count} 项，一次最多只能更改 {limit} 项。请减少单次操作的数量。',
  },
  () => z.object({ count: z.int(), limit: z.int() }),
);

export const ItemFull = /* @__PURE__ */ defineError('conflict', 'ITEM_FULL', {
  en: 'Nothing more can be added here: it would take {bytes} bytes, and {limit} is the most.',
  'zh-CN': '无法继续添加：将占用 {bytes} 字节，上限为 {limit} 字节。',
});

export const KeyImpossible = /* @__PURE__ */ defineError('invalid', 'KEY_IMPOSSIBLE', {
  en: 'A name in this is empty or too long to be stored by ({key}). Shorten it.',
  'zh-CN': '其中的名称为空或过长，无法作为键存储（{key}）。请缩短。',
});
