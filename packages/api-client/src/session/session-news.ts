/** Whether somebody logged in or out, or a session ended that nobody wanted to end: the shop exchanged its token no more. */
export type SessionChange = 'changed' | 'ended';
type Listener = (how: SessionChange) => void;
type Channel = InstanceType<typeof BroadcastChannel>;

/** Tells whoever listens, here and in the other tabs of a browser, that somebody logged in or out. Nothing secret is sent. */
export function sessionNews(name: string) {
  const listeners = new Set<Listener>();
  let channel: Channel | undefined;
  const tellHere = (how: SessionChange): void => {
    for (const listener of listeners) listener(how);
  };
  const hear = (event: Event): void => tellHere((event as Event & { data: SessionChange }).data);
  const open = (): Channel | undefined => {
    if (typeof BroadcastChannel === 'undefined') return undefined;
    const opened = new BroadcastChannel(name);
    // Node would not end as long as it is open.
    (opened as { unref?: () => void }).unref?.();
    return opened;
  };
  return {
    tell: (how: SessionChange = 'changed'): void => {
      const sender = channel ?? open();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      sender?.postMessage(how);
      if (sender !== channel) sender?.close();
      tellHere(how);
    },
    /** @returns how to stop listening */
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener);
      if (channel === undefined) {
        channel = open();
        channel?.addEventListener('message', hear);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        channel?.close();
        channel = undefined;
      };
    },
  };
}
