import { Loading } from '../design/notice.tsx';

export function ConsolePage() {
  return <Loading />;
}
