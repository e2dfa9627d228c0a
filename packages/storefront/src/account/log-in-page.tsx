import { Loading } from '../design/notice.tsx';

export function LogInPage() {
  return <Loading />;
}
