import type { Clock } from "#messaging/clock.ts";
import type { QueueChange } from "#messaging/memory/queue-change.ts";
import { showOn } from "./recording.ts";

/** Shows how many messages wait in a broker's queues, are handed out, and were acknowledged; once one has a consumer. */
export function showQueues(clock: Pick<Clock, "now">): (change: QueueChange) => void {
  const show = showOn(clock);
  let waiting = 0;
  let handedOut = 0;
  let acknowledged = 0;
  let isConsumed = false;
  return (change) => {
    const [arrived, delivered, done, returned, left] = movementOf(change);
    waiting += arrived - delivered + returned - left;
    handedOut += delivered - done - returned;
    acknowledged += done;
    isConsumed ||= delivered > 0;
    if (isConsumed) show(() => ({ waiting, handedOut, acknowledged }));
  };
}

type Movement = readonly [arrived: number, delivered: number, done: number, returned: number, left: number];

function movementOf(change: QueueChange): Movement {
  switch (change.kind) {
    case "enqueued":
      return [1, 0, 0, 0, 0];
    case "delivered":
      return [0, 1, 0, 0, 0];
    case "acknowledged":
      return [0, 0, change.positions.length, 0, 0];
    case "returned":
      return [0, 0, 0, change.positions.length, 0];
    case "left":
      return [0, 0, 0, 0, 1];
    case "stuck":
      return [0, 0, 0, 0, 0];
  }
}
