type Page<Order> = Readonly<{ items: readonly Order[]; nextCursor: string | null }>;

/** Keeps a file well under the 6 MB that a function may answer. */
export const MOST_ORDERS = 5000;
const PAGE = 100;

/** How many pages one file asks for: a filter that few orders pass would otherwise outlast the function. */
const MOST_PAGES = 60;

/** Puts pages of orders together until there are enough for a file, and says where the next file begins. */
export async function collectOrders<Order>(
  list: (cursor: string | undefined, limit: number) => Promise<Page<Order>>,
  cursor: string | undefined,
): Promise<Readonly<{ orders: Order[]; nextCursor: string | null }>> {
  const orders: Order[] = [];
  let next = cursor ?? null;
  for (let page = 0; page < MOST_PAGES && orders.length < MOST_ORDERS; page += 1) {
    const { items, nextCursor } = await list(next ?? undefined, Math.min(PAGE, MOST_ORDERS - orders.length));
    orders.push(...items);
    next = nextCursor;
    if (next === null) break;
  }
  return { orders, nextCursor: next };
}
