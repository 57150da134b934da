import { linkTo } from "./follow-link.ts";
import { storyFragment } from "./permalink.ts";
import type { Session } from "./session.ts";
import { isRealTime } from "./source.ts";

/** The fragment of the page's address. */
export interface Address {
  read(): string;
  write(fragment: string): void;
}

/** How often the address follows what is shown, in milliseconds: browsers refuse hundreds of changes in half a minute. */
const everyMs = 1_000;

/**
 * A session whose address follows what is shown, so that a reload brings it back: a story, or an empty company, from its beginning. An
 * address that carries a moment goes on with it; in real time it loses it with the return to the present.
 */
export function withAddress(session: Session, address: Address): Session {
  const { player, source } = session;
  let waitedMs = 0;
  let isOpening = false;
  /** Whether the present was shown since the address was written last: in slow motion the page is behind it a moment later. */
  let wasPresent = false;

  function keepUp(): void {
    const isPresent = isRealTime(source) && player.playing.value && (wasPresent || !player.isPast.value);
    wasPresent = false;
    if (isPresent && address.read().length > 1) address.write("#");
    if (!/[#&]at=/.test(address.read())) return;
    const shown = linkTo(session);
    if (shown !== undefined && shown !== address.read()) address.write(shown);
  }

  return {
    ...session,
    play(story, without) {
      address.write(storyFragment(story, without));
      return session.play(story, without);
    },
    restart() {
      address.write("#");
      return session.restart();
    },
    async open(moment) {
      isOpening = true;
      await session.open(moment).finally(() => {
        isOpening = false;
      });
    },
    async frame(elapsedMs) {
      wasPresent = player.playing.value && (wasPresent || player.position.value >= player.end.value);
      await session.frame(elapsedMs);
      waitedMs += elapsedMs;
      if (isOpening || waitedMs < everyMs) return;
      waitedMs = 0;
      keepUp();
    },
  };
}

/** A fragment without the token in it, which is given only once: an address is easily shown to others. */
export function tokenIn(fragment: string): { readonly token: string | undefined; readonly rest: string } {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const token = parts.get("token") ?? "";
  if (!parts.has("token")) return { token: undefined, rest: fragment };
  parts.delete("token");
  return { token: token || undefined, rest: parts.size > 0 ? `#${parts}` : "" };
}
