export * from './weekly-report-ready.ts';
