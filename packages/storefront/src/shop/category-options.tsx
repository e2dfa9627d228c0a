import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';

type Props = Readonly<{
  /** What stands for none of them. */
  any: string;
  /** How a whole department is called among its own categories. */
  whole?: (title: string) => string;
}>;

/** The options of a field that asks for a category: the departments with what is in each. */
export function CategoryOptions({ any, whole = (title) => title }: Props) {
  const { data } = useQuery(queryOf(shop, '/categories'));
  return (
    <>
      <option value="">{any}</option>
      {data?.items.map(({ category, title, categories }) => (
        <optgroup key={category} label={title}>
          <option value={category}>{whole(title)}</option>
          {categories.map((one) => (
            <option key={one.category} value={one.category}>
              {one.title}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
