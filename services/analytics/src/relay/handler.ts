import { publicationsOf } from '@cartless/aggregate';
import { streamRelay } from '@cartless/lambda';
import { weeklyReportDeclaration } from '../weekly-reports/weekly-report-store.ts';

export const handler = streamRelay(...publicationsOf(weeklyReportDeclaration));
