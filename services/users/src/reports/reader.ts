import { allows } from '@cartless/domain';
import type { User } from '../accounts/user.ts';

/** Whether an account gets the weekly report: it is in use, may see the reports, and has not switched it off. */
export const getsReports = ({ status, scopes, weeklyReport = true }: User): boolean =>
  status === 'active' && weeklyReport && allows(scopes, 'reports');
