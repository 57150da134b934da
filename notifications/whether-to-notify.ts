import type { Announced } from "./announced-events.ts";
import { isEssential } from "./essential.ts";
import { overtakenBy } from "./outdated.ts";
import type { Channel, Preferences } from "./preferences.ts";

/** The fact that makes an event outdated: the customer is not notified of it. Undefined if no known fact does. */
export const outdatedBy = (type: Announced, known: readonly Announced[]): Announced | undefined =>
  overtakenBy[type].find((fact) => known.includes(fact));

/**
 * The channels over which a customer is notified of an event: all that they have turned on; none, if the event is
 * not essential and they want only essential ones.
 */
export const channelsFor = (type: Announced, { channels, detail }: Preferences): readonly Channel[] =>
  detail === "essential" && !isEssential[type] ? [] : allChannels.filter((channel) => channels[channel]);

const allChannels: readonly Channel[] = ["email", "sms", "push"];
