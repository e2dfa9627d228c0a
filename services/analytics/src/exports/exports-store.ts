import { ABSENT, type Item, type Items, WRITE_IDS } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import { exportKey } from '../analytics-table.ts';
import type { Clock } from '../ground.ts';
import type { ExportJob, ExportState } from './export-state.ts';

/** As long as the bucket keeps the files. */
const KEPT_SECONDS = 86_400;

export type Exports = Readonly<{
  read(exportId: string): Promise<ExportState | undefined>;
  /** Begins an export; false when it was begun before. */
  begin(job: ExportJob): Promise<boolean>;
  /** Gets on with an export, unless somebody else did since it was read; undefined then. */
  move(state: ExportState, changes: Partial<ExportState>): Promise<ExportState | undefined>;
}>;

/** Exports in the service's table. */
export const exportsStore = ({ items, now }: Readonly<{ items: Items; now: Clock }>): Exports => ({
  async read(exportId) {
    const item = await items.get(exportKey(exportId), { consistent: true });
    return item === undefined ? undefined : stateOf(item);
  },
  async begin(job) {
    const at = now();
    const put = {
      ...exportKey(job.exportId),
      ...job,
      status: 'writing',
      parts: [],
      movedAt: at.getTime(),
      failures: 0,
      version: 1,
      expiresAt: epochSeconds(at) + KEPT_SECONDS,
    };
    return (await items.write([{ put, when: { pk: ABSENT } }])).ok;
  },
  async move(state, changes) {
    const set = { ...changes, movedAt: now().getTime(), version: state.version + 1 };
    const update = exportKey(state.exportId);
    const { ok } = await items.write([{ update, set, when: { version: state.version } }]);
    return ok ? { ...state, ...set } : undefined;
  },
});

function stateOf(item: Item): ExportState {
  const { pk: _pk, sk: _sk, expiresAt: _expires, [WRITE_IDS]: _id, ...state } = item;
  return state as ExportState;
}
