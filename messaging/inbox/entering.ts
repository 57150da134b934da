import type { Arrival, Result } from "../instance/result.ts";
import type { SuspectIdentity } from "./poison-suspects.ts";

/** A message to handle, and the callback for its result. */
export interface Entering {
  /** The message; or a result that is known beforehand, such as a body that is not JSON. */
  readonly arrival: Arrival | Result;
  /** Called once, in order of arrival, when the result is durable. May ask to be told of the acknowledgement. */
  readonly done: (result: Result, onAcknowledged?: () => Promise<void>) => void;
  /** False once this instance should no longer handle the message: the inbox then skips it. */
  readonly isWanted?: () => boolean;
}

/**
 * A message that returned to its queue too often: it may kill the process, so it is read and handled alone.
 */
export interface Suspect extends Omit<Entering, "arrival"> {
  readonly identity: SuspectIdentity;
  readonly read: () => Arrival | Result;
}
