import { Loading } from '../design/notice.tsx';

export function SearchPage() {
  return <Loading />;
}
