import type { Item, Table } from '@cartless/aggregate';
import type { ItemChange } from '@cartless/aggregate/memory';
import { compileFilters } from '@cartless/local-aws/filter-pattern';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { DeployedFunction } from '../build/deployment.ts';
import type { Basis } from './basis.ts';
import type { Functions } from './functions.ts';
import { imageOf } from './replaced/util-dynamodb.ts';
import type { Tables } from './tables.ts';

type StreamTrigger = Extract<DeployedFunction['triggers'][number], { kind: 'stream' }>;
/** What a stream lets pass, and the attributes of an item that this depends on. */
type Filter = Readonly<{ matches: (record: unknown) => boolean; looked: readonly string[] }>;

const HOUR = 3_600_000;

/** A function that follows the stream of a table: in order, at least once, again and again while it fails. */
export class Stream {
  readonly #basis: Basis;
  readonly #functions: Functions;
  readonly #fn: DeployedFunction;
  readonly #trigger: StreamTrigger;
  readonly #filter: Filter;
  #records: DynamoDBRecord[] = [];
  #position = 0;
  #tries = 0;
  #busy = false;

  constructor(
    basis: Basis,
    { functions, tables }: Readonly<{ functions: Functions; tables: Tables }>,
    fn: DeployedFunction,
    trigger: StreamTrigger,
  ) {
    this.#basis = basis;
    this.#functions = functions;
    this.#fn = fn;
    this.#trigger = trigger;
    this.#filter = filterOf(trigger);
    tables.follow(trigger.table, (change, table) => this.tell(change, table));
  }

  get table(): string {
    return this.#trigger.table;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0 && !this.#busy;
  }

  /** Forgets what it has still to tell. */
  forget(): void {
    this.#records = [];
    this.#tries = 0;
  }

  /** Tells a change of an item. */
  tell({ before, after }: ItemChange, table: Table): void {
    this.#position += 1;
    const eventName = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY';
    const imagesBy = (image: (item: Item) => Image) => ({
      ...(after && { NewImage: image(after) }),
      ...(before && { OldImage: image(before) }),
    });
    const { matches, looked } = this.#filter;
    const Keys = imageOf(picked(after ?? before ?? {}, Object.keys(table.key)));
    if (!matches({ eventName, dynamodb: { Keys, ...imagesBy((item) => imageOf(picked(item, looked))) } }))
      return;
    const record = {
      eventName,
      eventSourceARN: this.#trigger.table,
      dynamodb: {
        ApproximateCreationDateTime: this.#basis.scheduler.now / 1000,
        Keys,
        SequenceNumber: String(this.#position).padStart(21, '0'),
        ...imagesBy(wholeOf),
      },
    };
    this.#records.push(record as DynamoDBRecord);
    this.#wake();
  }

  #wake(): void {
    if (this.#busy || this.#records.length === 0) return;
    this.#busy = true;
    const { chance, faults, scheduler } = this.#basis;
    const name = `stream ${this.#fn.service} ${this.#fn.name}`;
    const wait = faults.strike('stream-stopped', name)
      ? chance.whole(name, 1, 5) * HOUR
      : chance.whole(name, 5, 200) * 2 ** Math.min(this.#tries, 10);
    scheduler.after(wait, () => void this.#deliver());
  }

  async #deliver(): Promise<void> {
    const records = this.#records;
    const batch = records.slice(0, this.#trigger.batchSize);
    const ended = await this.#functions.invoke(this.#fn, { Records: batch });
    const done = ended.ok ? doneOf(batch, ended.value as DynamoDBBatchResponse) : 0;
    // Not of what came in its place meanwhile.
    records.splice(0, done);
    this.#tries = done === batch.length ? 0 : this.#tries + 1;
    if (this.#trigger.tries >= 0 && this.#tries > this.#trigger.tries) {
      this.#basis.note(() => `${this.#fn.name} gave up a record`);
      records.splice(0, 1);
      this.#tries = 0;
    }
    this.#busy = false;
    this.#wake();
  }
}

type Image = Readonly<Record<string, unknown>>;
/** Of whole items: each is told as what came, and later as what was before. */
const images = new WeakMap<Item, Image>();

function wholeOf(item: Item): Image {
  const image = images.get(item) ?? imageOf(item);
  images.set(item, image);
  return image;
}

function picked(item: Item, names: readonly string[]): Item {
  const attributes: Record<string, unknown> = {};
  for (const name of names) attributes[name] = item[name];
  return attributes;
}

const filters = new WeakMap<StreamTrigger, Filter>();

/** The filter of a stream, made once for all histories. */
function filterOf(trigger: StreamTrigger): Filter {
  const known = filters.get(trigger);
  if (known !== undefined) return known;
  const patterns = trigger.filters as Parameters<typeof compileFilters>[0];
  const made = { matches: compileFilters(patterns, { numeric: false }), looked: lookedAt(trigger.filters) };
  filters.set(trigger, made);
  return made;
}

/** The attributes of an item that filters look at. */
const lookedAt = (filters: StreamTrigger['filters']): readonly string[] =>
  (filters ?? []).flatMap((filter) => {
    const { dynamodb = {} } = filter as Readonly<{ dynamodb?: Readonly<Record<string, object>> }>;
    return Object.keys({ ...dynamodb['NewImage'], ...dynamodb['OldImage'] });
  });

function doneOf(batch: readonly DynamoDBRecord[], answer: DynamoDBBatchResponse | undefined): number {
  const failed = answer?.batchItemFailures[0]?.itemIdentifier;
  if (failed === undefined) return batch.length;
  return Math.max(
    0,
    batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed),
  );
}
