export { changeLog, type ChangeLog, type LoggedChange } from './change-log.ts';
export { EPOCH, restorable, type Restorable, type RestoringRules } from './restorable.ts';
export { type LeftOut, type Restored, type Restoring, restoreTable } from './restore-table.ts';
