import { setTimeout as pause } from 'node:timers/promises';
import { lazy, readConfig } from '@cartless/lambda';
import { messageSender } from '@cartless/lambda/message-sender';
import * as z from 'zod/mini';
import { reportParts } from '../files/report-parts.ts';
import type { FileFormat } from '../files/table.ts';
import type { Ground } from '../ground.ts';
import { orderLists } from '../order-lists/order-lists-service.ts';
import { cohorts, fulfilments, summaries, wholeStock } from '../reports/reports-service.ts';
import { ground } from '../service.ts';
import { awaitExport } from './await-export.ts';
import { beginExport } from './begin-export.ts';
import { exportsBucket } from './bucket-store.ts';
import { exportsStore } from './exports-store.ts';
import type { Sender } from './ports.ts';
import { writeExport } from './write-export.ts';

const Queue = z.object({ EXPORTS_QUEUE_URL: z.url() });

/** A message names the export and nothing of it. */
export const ExportMessage = z.object({ exportId: z.string() });

const sender = /* @__PURE__ */ lazy((): Sender => {
  const send = messageSender(readConfig(Queue).EXPORTS_QUEUE_URL);
  return (exportId) => send(JSON.stringify({ exportId } satisfies z.infer<typeof ExportMessage>));
});

const portsOf = (own: Ground) => ({
  exports: exportsStore(own),
  parts: reportParts({
    summaries: summaries(),
    cohorts: cohorts(),
    fulfilments: fulfilments(),
    stock: wholeStock(own),
    orderLists: orderLists(),
    now: own.now,
  }),
  currency: own.currency,
  send: (exportId: string) => sender()(exportId),
  now: own.now,
});

export const beginning = (format: FileFormat) => beginExport({ ...portsOf(ground()), format });
export const awaiting = /* @__PURE__ */ lazy(() =>
  awaitExport({
    exports: exportsStore(ground()),
    bucket: exportsBucket(),
    send: (exportId) => sender()(exportId),
    now: ground().now,
    pause: (ms) => pause(ms),
  }),
);
export const writing = (formats: readonly FileFormat[]) =>
  writeExport({ ...portsOf(ground()), bucket: exportsBucket(), formats });
