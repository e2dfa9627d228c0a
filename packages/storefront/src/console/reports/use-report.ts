import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { given } from '../lists/given.ts';
import { readReport, type ReportSearch, reportOf } from './report-search.ts';

const route = getRouteApi('/console/reports');

/** The report of the address, and how to change it: what is `undefined` leaves the address. */
export function useReport() {
  const typed = route.useSearch();
  const search = useMemo(() => readReport(typed), [typed]);
  const navigate = useNavigate();
  const report = useMemo(() => reportOf(search, new Date()), [search]);
  const change = (next: { [Name in keyof ReportSearch]: ReportSearch[Name] | undefined }): void =>
    void navigate({
      to: '/console/reports',
      search: given({ ...search, ...next }) as ReportSearch,
      resetScroll: false,
    });
  return { report, search, change };
}
