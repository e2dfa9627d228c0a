/** So many pictures of goods a telephone shows before anybody scrolls. */
const IN_VIEW = 4;
type Goods = Readonly<{ images: readonly string[] }>;

/**
 * Loads the first pictures as soon as it is known which they are: before the page that shows them is there.
 *
 * @param answer of the shop, with one product or a list; its body stays whole for whoever takes it
 */
export async function loadPictures(answer: Promise<Response>): Promise<void> {
  // Whoever takes the answer waits for it after this, so nobody has read it yet.
  const found = (await (await answer).clone().json()) as Partial<Goods & { items: readonly Goods[] }>;
  for (const { images } of (found.items ?? [{ images: [], ...found }]).slice(0, IN_VIEW))
    if (images[0] !== undefined) new Image().src = images[0];
}
