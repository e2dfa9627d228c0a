import { Loading } from '../design/notice.tsx';

export function BasketPage() {
  return <Loading />;
}
