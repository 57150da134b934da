import { command, reaction } from "#messaging/reaction.ts";
import { type Preferences, preferences } from "./preferences.ts";

export const setPreferences = command<Preferences & { readonly customerId: string }>(
  "notifications.set-preferences",
);

/** The customer sets their preferences. They apply to orders placed from now on. */
export const onSetPreferences = reaction(setPreferences, {
  reads: ({ customerId }) => ({ wishes: preferences(customerId) }),
  react(_, { data: { channels, detail } }) {
    const wishes: Preferences = { channels, detail };
    return { save: { wishes }, reply: wishes };
  },
});
