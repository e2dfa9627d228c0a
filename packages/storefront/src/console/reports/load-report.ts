import { ShopError } from '@cartless/api-client';
import { shop } from '../../app/shop.ts';
import { filterOf, type Report, timesOf } from './report-search.ts';
import { groupsOf } from './summary.ts';

/** A file may have to be written first. */
const LONG_MS = 120_000;

export type Format = 'csv' | 'xlsx';

/** A file with the name that the shop gave it. */
export type NamedFile = Readonly<{ name: string; content: Blob }>;

/** What is asked for as a file: what the view shows. */
export function fileQueryOf(report: Report, isOrders: boolean) {
  if (isOrders) return { report: 'orders', ...filterOf(report) } as const;
  switch (report.view) {
    case 'cohorts':
      return { report: 'cohorts', ...report.range } as const;
    case 'fulfilment':
      return { report: 'fulfilment', ...timesOf(report), groupBy: 'carrier' } as const;
    case 'stock':
      return { report: 'stock' } as const;
    default:
      return { report: 'summary', ...filterOf(report), ...groupsOf(report) } as const;
  }
}

/** A long file is written first; the shop answers with where it is, and the browser follows. @throws ShopError */
export async function loadReport(format: Format, query: ReturnType<typeof fileQueryOf>): Promise<NamedFile> {
  const init = { parseAs: 'blob', timeoutMs: LONG_MS } as const;
  const { data, error, response } =
    format === 'csv'
      ? await shop.get('/analytics/export.csv', { ...init, params: { query: { ...query, bom: 'true' } } })
      : await shop.get('/analytics/export.xlsx', { ...init, params: { query } });
  if (error !== undefined) throw new ShopError(error);
  return { name: nameIn(response) ?? `${query.report}.${format}`, content: data };
}

const nameIn = (response: Response | undefined): string | undefined =>
  /filename="([^"]+)"/.exec(response?.headers.get('content-disposition') ?? '')?.[1];
