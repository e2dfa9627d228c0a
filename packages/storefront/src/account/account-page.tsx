import { Loading } from '../design/notice.tsx';

export function AccountPage() {
  return <Loading />;
}
