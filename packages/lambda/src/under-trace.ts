import { getXrayTraceDataFromEnv, isRequestXRaySampled } from '@aws-lambda-powertools/commons/utils/env';
import { endTrace, type Trace, traceId, withTrace } from '@cartless/domain';

/**
 * Runs something under a trace; what of it is still under way when it has answered writes nothing any more. Where X-Ray follows the call it also shows there which release of which service it was: a subsegment
 * with the annotations `service`, `version` and `trace`, which is the `traceId` of log lines and problems. That one goes with events
 * from service to service, through tables and their streams too, where X-Ray begins a new trace.
 *
 * @param name of what is done: a route, an event type, a task
 */
export const underTrace = <T>(name: string, trace: Trace, run: () => Promise<T>): Promise<T> =>
  withTrace(trace, async () => {
    const daemon = process.env['AWS_XRAY_DAEMON_ADDRESS'];
    const isFollowed = daemon !== undefined && isRequestXRaySampled();
    const started = Date.now();
    let fault = true;
    try {
      const result = await run();
      fault = false;
      return result;
    } finally {
      endTrace(trace);
      if (isFollowed) await send(daemon, subsegment(name, trace, started, fault));
    }
  });

/** As X-Ray takes it: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
function subsegment(name: string, trace: Trace, started: number, fault: boolean): object {
  const { Root: root, Parent: parent } = getXrayTraceDataFromEnv() ?? {};
  const { POWERTOOLS_SERVICE_NAME: service, SERVICE_VERSION: version } = process.env;
  return {
    type: 'subsegment',
    name,
    // The sixteen digits that name this part of the trace.
    id: trace.traceparent.slice(36, 52),
    trace_id: root,
    parent_id: parent,
    start_time: started / 1000,
    end_time: Date.now() / 1000,
    fault,
    annotations: { service, version, trace: traceId(trace) },
  };
}

/** A datagram to the daemon beside the function. Nobody answers, and a call does not fail because nobody listens. */
async function send(daemon: string, document: object): Promise<void> {
  const { createSocket } = await import('node:dgram');
  const [host, port] = daemon.split(':');
  const socket = createSocket('udp4');
  await new Promise<void>((sent) => {
    const text = `{"format":"json","version":1}\n${JSON.stringify(document)}`;
    socket.send(text, Number(port), host, () => socket.close(() => sent()));
  });
}
