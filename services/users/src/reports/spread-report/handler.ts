import { WeeklyReportReady } from '@cartless/domain';
import { batchQueueHandler, lazy, log } from '@cartless/lambda';
import { messageSender } from '@cartless/lambda/message-sender';
import { reportsConfig } from '../../config.ts';
import { ground, ports } from '../../service.ts';
import { reportProgressStore } from '../report-progress-store.ts';
import { spreadReport } from '../spread-report.ts';

const useCase = lazy(() => {
  const send = messageSender(reportsConfig().REPORT_LETTERS_QUEUE_URL);
  const progress = reportProgressStore(ground().items);
  return spreadReport({ ...ports(), progress, ask: (letter) => send(JSON.stringify(letter)) });
});

export const handler = batchQueueHandler([WeeklyReportReady], async (events, timeLeft) => {
  const unfinished: string[] = [];
  for (const event of events) {
    const outcome = await useCase()(event as WeeklyReportReady, timeLeft);
    log.info('a weekly report was spread', { eventId: event.id, outcome });
    if (outcome === 'unfinished') unfinished.push(event.id);
  }
  return { rejected: [], unfinished };
});
