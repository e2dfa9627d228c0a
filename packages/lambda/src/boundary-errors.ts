import { type AppError, defineError, type ErrorKind } from '@cartless/domain';
import * as z from 'zod/mini';

export const MalformedJson = defineError('malformed', 'MALFORMED_JSON', {
  en: 'The body is not a JSON object in UTF-8.',
  'zh-CN': '请求正文不是 UTF-8 编码的 JSON 对象。',
});
/** Answered in front of the functions, which are not asked about an address that cannot be read. */
export const BadTarget = /* @__PURE__ */ defineError('malformed', 'BAD_TARGET', {
  en: 'The address cannot be read. Send a path whose escapes are whole.',
  'zh-CN': '无法识别该地址。请发送路径，并确保其中的百分号转义完整。',
});
export const UnsupportedMediaType = defineError('unsupported-media', 'UNSUPPORTED_MEDIA_TYPE', {
  en: 'Send the body as application/json, in UTF-8 and not compressed.',
  'zh-CN': '请以 application/json 格式、UTF-8 编码且不经压缩发送请求正文。',
});
export const BodyTooLarge = defineError(
  'too-large',
  'BODY_TOO_LARGE',
  {
    en: 'The body is larger than {limit} bytes.',
    'zh-CN': '请求正文超过 {limit} 字节。',
  },
  () => z.object({ limit: z.int() }),
);
export const ValidationFailed = defineError('invalid', 'VALIDATION_FAILED', {
  en: 'Some fields are not valid; see errors.',
  'zh-CN': '部分字段无效，详见 errors。',
});
export const Unauthorised = defineError('unauthorised', 'UNAUTHORISED', {
  en: 'Log in first: the access token is missing, expired or not valid.',
  'zh-CN': '请先登录：访问令牌缺失、已过期或无效。',
});
export const Forbidden = defineError('forbidden', 'FORBIDDEN', {
  en: 'This account may not do that.',
  'zh-CN': '此帐户无权执行该操作。',
});
export const NotThroughEdge = defineError('forbidden', 'NOT_THROUGH_EDGE', {
  en: 'Call the shop by its public address; this one is not open to calls.',
  'zh-CN': '请通过商店的公开网址访问，此地址不对外开放。',
});
export const NotFound = defineError('not-found', 'NOT_FOUND', {
  en: 'There is nothing here, or it is not yours.',
  'zh-CN': '资源不存在，或不属于您。',
});
export const InternalError = defineError('unavailable', 'INTERNAL_ERROR', {
  en: 'Something went wrong on our side. Try again; if it stays so, tell us the traceId.',
  'zh-CN': '服务器出错，请重试；若仍失败，请将 traceId 告知我们。',
});

/** The HTTP status of every kind of failure. */
export const STATUS_OF_KIND = {
  malformed: 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-media': 415,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/**
 * What a consumer does with a message that failed so: `retry` leaves it in the queue for another try, `park` puts it
 * into the dead-letter queue with its reason at once, because trying again cannot help.
 */
export const RETRY_OF_KIND = {
  malformed: 'park',
  unauthorised: 'park',
  forbidden: 'park',
  'not-found': 'retry',
  conflict: 'retry',
  gone: 'park',
  'too-large': 'park',
  'unsupported-media': 'park',
  invalid: 'park',
  'too-many': 'retry',
  unavailable: 'retry',
} as const satisfies Record<ErrorKind, 'retry' | 'park'>;

/** The HTTP status of an error; a fault of our own that nobody declared is 500. */
export const statusOf = (error: AppError): number =>
  error.code === InternalError.code ? 500 : STATUS_OF_KIND[error.kind];
