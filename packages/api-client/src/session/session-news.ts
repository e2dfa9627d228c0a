type Listener = () => void;
type Channel = InstanceType<typeof BroadcastChannel>;

/** Tells whoever listens, here and in the other tabs of a browser, that somebody logged in or out. Nothing secret is sent. */
export function sessionNews(name: string) {
  const listeners = new Set<Listener>();
  let channel: Channel | undefined;
  const tellHere = (): void => {
    for (const listener of listeners) listener();
  };
  const open = (): Channel | undefined => {
    if (typeof BroadcastChannel === 'undefined') return undefined;
    const opened = new BroadcastChannel(name);
    // Node would not end as long as it is open.
    (opened as { unref?: () => void }).unref?.();
    return opened;
  };
  return {
    tell: (): void => {
      const sender = channel ?? open();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      sender?.postMessage('changed');
      if (sender !== channel) sender?.close();
      tellHere();
    },
    /** @returns how to stop listening */
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener);
      if (channel === undefined) {
        channel = open();
        channel?.addEventListener('message', tellHere);
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
