import * as z from 'zod/mini';

/**
 * The parts of Kuaidi100's answers and pushes that are used; everything else in them is passed over. Each is made when the first of its
 * kind is read.
 * Source: api.kuaidi100.com/document: 实时快递查询, 快递信息推送服务, 电子面单.
 */
const text = z.nullish(z.string());
/** Codes come as text or as numbers. */
const code = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

const Scan = z.lazy(() =>
  z.object({
    /** `2026-11-21 09:15:00`, in China's time. */
    time: text,
    ftime: text,
    context: text,
    location: text,
    areaName: text,
    /** The name of the state, and its code, which says more (resultv2=4). */
    status: text,
    statusCode: z.nullish(code),
  }),
);
export type Scan = z.infer<typeof Scan>;

/** What is known of one parcel: the answer to a question, and the middle of a push. */
export const TrackResult = z.lazy(() =>
  z.object({
    nu: z.string().check(z.minLength(1), z.maxLength(80)),
    com: z.string(),
    state: z.nullish(code),
    arrivalTime: text,
    data: z._default(z.nullable(z.array(Scan)), []),
  }),
);
export type TrackResult = z.infer<typeof TrackResult>;

export const Push = z.lazy(() =>
  z.object({
    /** polling: followed; shutdown: at its end; abort: followed no more; updateall: all of it again. */
    status: z.string(),
    message: text,
    lastResult: z.nullish(z.unknown()),
  }),
);

/** How questions and subscriptions are refused. */
export const Verdict = z.lazy(() =>
  z.object({ result: z.optional(z.boolean()), returnCode: code, message: text }),
);

/** How labels are answered. */
export const LabelAnswer = z.lazy(() => z.object({ code, message: text, data: z.nullish(z.unknown()) }));

export const LabelMade = z.lazy(() =>
  z.object({
    kuaidinum: z.string().check(z.minLength(1), z.maxLength(80)),
    /** The page or picture of the label. */
    label: text,
    /** The courier's own number of the order, which a cancellation names. */
    kdComOrderNum: text,
  }),
);
