import { Loading } from '../design/notice.tsx';

export function TrackPage() {
  return <Loading />;
}
