/** How far the letters of a report are asked for: after which place of the staff to go on, and whether that was everybody. */
export type Progress = Readonly<{ after: string | undefined; isDone: boolean }>;

export type ReportProgress = Readonly<{
  read(eventId: string): Promise<Progress>;
  note(eventId: string, progress: Progress, at: Date): Promise<void>;
}>;
